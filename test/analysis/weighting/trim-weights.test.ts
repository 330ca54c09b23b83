import { expect, test } from "vitest";
import type { Tally } from "#analysis/tally.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { trimAndCalibrate } from "#analysis/weighting/trim-and-calibrate.ts";
import { trimWeights } from "#analysis/weighting/trim-weights.ts";
import { kishEffectOf } from "#analysis/weighting/kish.ts";
import { expectClose, readGolden, readInput } from "#test/analysis/read-reference.ts";
import { designOf, household, marginsOf, walkBlocks } from "#test/analysis/weighting/calibrated-household.ts";

interface Few extends Record<"n" | "sum_w" | "sum_w2" | "kish_deff" | "kish_n_eff" | "max", number> {
  first_10: number[];
  sum_of_w_times_row_number: number;
}
type Names = "untrimmed" | "spread_equally" | "spread_equally_strict" | "spread_in_proportion";
type Golden = Record<Names, Few> & {
  cases_above_cap: number;
  rake_cap_rake: Few & { max_over_mean: number };
  estimates_spread_equally: Record<string, unknown>;
};

const { input, expected } = readGolden<Golden>("08-household-weight-trimming");
const { cap: upper, margins } = input as { cap: number; margins: Parameters<typeof marginsOf>[1] };
const base = Float64Array.from(readInput("household.csv"), (row) => Number(row.weight));

function figuresOf(weights: Float64Array): number[] {
  const { n, sumW, sumW2, deff, neff } = kishEffectOf(weights);
  const checksum = weights.reduce((sum, w, k) => sum + w * (k + 1), 0);
  return [n, sumW, sumW2, deff, neff, Math.max(...weights), checksum, ...weights.slice(0, 10)];
}

function listed({ n, sum_w, sum_w2, kish_deff, kish_n_eff, max, sum_of_w_times_row_number, first_10 }: Few) {
  return [n, sum_w, sum_w2, kish_deff, kish_n_eff, max, sum_of_w_times_row_number, ...first_10];
}

test.each([
  ["spread_equally", { strict: false }],
  ["spread_equally_strict", { strict: true }],
  ["spread_in_proportion", { spread: "in-proportion" }],
] as const)("trimming at three medians gives R's weights: %s (08)", (name, options) => {
  const { weights, report } = trimWeights(base, { upper, ...options });
  expectClose(figuresOf(weights), listed(expected[name]));
  expect(report.rounds > 1).toBe(name === "spread_equally_strict");
  if (name !== "spread_equally_strict") expect(report.trimmed).toBe(expected.cases_above_cap);
  const { untrimmed } = expected;
  expectClose(figuresOf(base), listed(untrimmed));
  expectClose([report.before.deff, report.after.deff], [untrimmed.kish_deff, expected[name].kish_deff]);
  expect(report.factor.min).toBeCloseTo(upper / untrimmed.max, 12);
});

test("estimates take trimmed weights as given (08)", () => {
  const tally = household("units");
  const { weights } = trimWeights(tally.sumW, { upper });
  const trimmed = designOf(tally, weights.map((w, row) => w / tally.sumW[row]!), null); // prettier-ignore
  expect(walkBlocks(tally, trimmed, expected.estimates_spread_equally)).toEqual(["contact", "score"]);
});

const rakeCapRake = (tally: Tally, caps: Parameters<typeof trimAndCalibrate>[2], rounds?: number) => {
  const list = marginsOf(tally, margins);
  return trimAndCalibrate(tally, (rows) => rake(rows, list), caps, rounds);
};

test("raking, capping and raking again ends with R's weights, margins and cap met (08)", () => {
  const { factor, report } = rakeCapRake(household("units"), { upper: 2.5, unit: "mean" });
  const weights = factor.map((g, row) => g * base[row]!);
  const limits = listed(expected.rake_cap_rake);
  figuresOf(weights).forEach((figure, k) =>
    expect(Math.abs(figure - limits[k]!)).toBeLessThanOrEqual(1e-6 * Math.abs(limits[k]!)),
  );
  expect(report).toMatchObject({ capsMet: true, stillAbove: 0, stillBelow: 0 });
  expect(report.largest / (report.upper / 2.5)).toBeCloseTo(expected.rake_cap_rake.max_over_mean, 9);
  expect(report.calibration.maxMarginError).toBeLessThan(1e-11);
  expect(report.trimmed).toBeGreaterThan(50);
});

test("caps that the margins do not allow are reported, with the margins met", () => {
  const { factor, report } = rakeCapRake(household("units"), { upper: 1.2, unit: "mean" }, 60);
  expect(report).toMatchObject({ capsMet: false, rounds: 60 });
  expect(report.stillAbove).toBeGreaterThan(0);
  expect(report.largest).toBeGreaterThan(report.upper);
  expect(report.calibration.maxMarginError).toBeLessThan(1e-11);
  expect(factor.every((g) => g > 0)).toBe(true);
});

test("a tally whose rows mix weights cannot say whom to cut", () => {
  expect(() => rakeCapRake(household("tally"), { upper: 2.5, unit: "mean" })).toThrow(/different weights/);
});

test("caps in medians count responses, and a row of two is two responses", () => {
  // weights 1 2 2 9: the median is 2; capped at 3, then stretched to the sum 14, until nothing is over 3 medians
  const rows = {
    rows: 3,
    n: Float64Array.of(1, 2, 1),
    sumW: Float64Array.of(1, 4, 9),
    sumW2: Float64Array.of(1, 8, 81),
  };
  const margin = { name: "all", labels: [""], categoryOfRow: new Int32Array(3), totals: Float64Array.of(14) };
  const { report } = trimAndCalibrate(rows, (r) => rake(r, [margin]), { upper: 3, unit: "median" });
  expect(report.capsMet).toBe(true);
  expect(report.trimmed).toBe(1);
  expect(report.largest / (report.upper / 3)).toBeCloseTo(3, 9);
  expect(report.after.sumW).toBeCloseTo(14, 9);
});

test("weights inside the bounds come back as they were", () => {
  const weights = Float64Array.of(1, 2, 3);
  expect(trimWeights(weights, { upper: 3 })).toMatchObject({ weights, report: { trimmed: 0, rounds: 0 } });
});

test("with nobody left to take the rest it says so", () => {
  expect(() => trimWeights(Float64Array.of(5, 6), { upper: 3 })).toThrow(/no weight lies/);
});
