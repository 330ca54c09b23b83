import { expect, test } from "vitest";
import { trimWeights } from "#analysis/weighting/trim-weights.ts";
import { kishEffectOf } from "#analysis/weighting/kish.ts";
import { expectClose, readGolden, readInput } from "#test/analysis/read-reference.ts";

interface Few {
  sum_w: number;
  sum_w2: number;
  kish_deff: number;
  max: number;
  first_10: number[];
  sum_of_w_times_row_number: number;
}

test.each([
  ["spread_equally", false],
  ["spread_equally_strict", true],
] as const)("trimming at three medians gives R's weights: %s (08)", (name, strict) => {
  const golden = readGolden<Record<typeof name, Few> & { cases_above_cap: number }>(
    "08-household-weight-trimming",
  );
  const upper = (golden.input as { cap: number }).cap;
  const base = Float64Array.from(readInput("household.csv"), (row) => Number(row.weight));
  const { weights, report } = trimWeights(base, { upper, strict });
  const { sumW, sumW2, deff } = kishEffectOf(weights);
  const checksum = weights.reduce((sum, w, k) => sum + w * (k + 1), 0);
  const expected = golden.expected[name];
  expectClose(weights.slice(0, 10), expected.first_10);
  expectClose(
    [sumW, sumW2, deff, Math.max(...weights), checksum],
    [expected.sum_w, expected.sum_w2, expected.kish_deff, expected.max, expected.sum_of_w_times_row_number],
  );
  expect(report.rounds > 1).toBe(strict);
  if (!strict) expect(report.trimmed).toBe(golden.expected.cases_above_cap);
});

test("weights inside the bounds come back as they were", () => {
  const weights = Float64Array.of(1, 2, 3);
  expect(trimWeights(weights, { upper: 3 })).toMatchObject({ weights, report: { trimmed: 0, rounds: 0 } });
});

test("with nobody left to take the rest it says so", () => {
  expect(() => trimWeights(Float64Array.of(5, 6), { upper: 3 })).toThrow(/no weight lies/);
});
