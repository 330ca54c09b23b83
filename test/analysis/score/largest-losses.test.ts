import { expect, test } from "vitest";
import { estimateLosses } from "#analysis/score/estimate-losses.ts";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import { largestLosses, type StreetLoss } from "#analysis/score/largest-losses.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { tallyUnits } from "#analysis/tally.ts";
import { inventUnits, inventWave, ITEMS, SHEET } from "#test/analysis/invented-wave.ts";

const given = (input: Parameters<typeof largestLosses>[0], count = 1000): StreetLoss[] => {
  const found = largestLosses(input, count);
  if (isWithheld(found)) throw new Error(found.withheld.code);
  return found.losses;
};

test("all streets and dimensions together lose what the district lacks of 20, the largest first", () => {
  const input = inventWave(3);
  const losses = given(input);
  const { combined } = estimateWave(input).overall;
  if (isWithheld(combined)) throw new Error("withheld");
  expect(losses).toHaveLength(9);
  expect(losses.reduce((sum, { lost }) => sum + lost, 0)).toBeCloseTo(20 - combined.share, 10);
  expect(losses.map(({ lost }) => lost)).toEqual(losses.map(({ lost }) => lost).sort((a, b) => b - a));
  expect(given(input, 3)).toEqual(losses.slice(0, 3));
});

test("with a single street the parts are the district's losses with their standard errors", () => {
  const input = inventWave(4, ["S1"]);
  const { domains } = estimateLosses(input, "dimension");
  const whole = new Map(domains.at(-1)!.parts.map(({ part, combined }) => [part, combined]));
  for (const { part, lost, se, df } of given(input)) {
    const district = whole.get(part)!;
    if (isWithheld(district)) throw new Error("withheld");
    expect(lost).toBeCloseTo(district.lost, 10);
    expect(se).toBeCloseTo(district.se, 10);
    expect(df).toBeCloseTo(district.df, 8);
  }
});

test("by hand: two streets of two PSUs each, intercepts alone", () => {
  // Street A scores 0 and 0.5 of 1 with weight 1 each, street B 1 and 1 with weight 3: of Σw = 8, A misses 1.5.
  const unit = (street: string, psu: string, code: number, weight: number) => ({
    ...inventUnits(1, [street], 1, 1)[0]!,
    ...{ psu, weight, codes: [code, 0, 0, 0], scores: [1 - code / 2, 1, 1, 1] },
    satisfied: [true, true, true, true],
  });
  const units = [unit("A", "a1", 2, 1), unit("A", "a2", 1, 1), unit("B", "b1", 0, 3), unit("B", "b2", 0, 3)];
  const intercept = tallyUnits("intercept", ITEMS, SHEET, units);
  const [loss, ...others] = given({ ...inventWave(), intercept, lambda: 0, streets: ["A", "B"] });
  expect(others).toEqual([]);
  expect(loss).toMatchObject({ street: "A", part: "level", df: 1 });
  expect(loss!.lost).toBeCloseTo((20 * 0.4 * 1.5) / 8, 12);
  // z = 8(1_A(1−y) − P)/8 · w with P = 1.5/8: A 0.8125 and 0.3125, B twice −0.5625; the strata give 2/1 · Σ(z − z̄)².
  expect(loss!.se).toBeCloseTo(Math.sqrt(2 * 2 * 0.25 ** 2), 12);
});

test("the losses are withheld where the district's share is", () => {
  const input = inventWave(5);
  const found = largestLosses({ ...input, streets: [...input.streets, "S9"] }, 3);
  expect(found).toMatchObject({ withheld: { code: "mode-missing", details: { street: "S9" } } });
  expect(largestLosses({ ...input, intercept: null }, 3)).toMatchObject({
    withheld: { code: "mode-missing" },
  });
  expect(isWithheld(largestLosses({ ...input, intercept: null, lambda: 1 }, 3))).toBe(false);
});
