import { expect, test } from "vitest";
import { differencesFromOverall } from "#analysis/score/differences-from-overall.ts";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import { isWithheld, withheld } from "#analysis/score/withheld.ts";
import { inventWave } from "#test/analysis/invented-wave.ts";

test("a street's difference from the district counts that the street is a part of it", () => {
  const wave = estimateWave(inventWave(7));
  const { matrix } = wave.covariance;
  differencesFromOverall(wave).forEach((difference, s) => {
    if (isWithheld(difference)) throw new Error("withheld");
    const variance = matrix[s]![s]! + matrix[3]![3]! - 2 * matrix[s]![3]!;
    expect(difference.se).toBeCloseTo(Math.sqrt(variance), 12);
    expect(difference.adjusted).toBeGreaterThanOrEqual(difference.p);
  });
});

test("without a share, of the street or of the district, there is no difference", () => {
  const wave = estimateWave(inventWave(7));
  const [first, ...others] = wave.streets;
  const missing = withheld("mode-missing", { mode: "intercept" });
  const [gone, stays] = differencesFromOverall({
    ...wave,
    streets: [{ ...first!, combined: missing }, ...others],
  });
  expect(gone).toEqual(missing);
  expect(isWithheld(stays!)).toBe(false);
  const overall = { ...wave.overall, combined: missing };
  expect(differencesFromOverall({ ...wave, overall }).every((each) => isWithheld(each))).toBe(true);
});
