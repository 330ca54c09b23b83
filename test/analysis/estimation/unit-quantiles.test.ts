import { expect, test } from "vitest";
import { contrast, joinEstimates } from "#analysis/estimation/contrast.ts";
import { estimateMeans } from "#analysis/estimation/estimate-means.ts";
import { estimateQuantiles } from "#analysis/estimation/estimate-quantiles.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { weightedOrder, weightedQuantile } from "#analysis/estimation/weighted-quantile.ts";
import { unitColumns } from "#test/analysis/reference-units.ts";

const household = unitColumns("household.csv");
const design = household.design("street", "community");

function expectRows(cells: ReturnType<typeof estimateQuantiles>["cells"], rows: number[][]) {
  cells.forEach((cell, c) => {
    const [estimate, low, high, se] = rows[c]!;
    expect([cell.estimate, ...cell.ci!]).toEqual([estimate, low, high]);
    expect(cell.se).toBeCloseTo(se!, 12);
  });
  expect(cells.length).toBe(rows.length);
}

test("quantiles with ties have R's Woodruff intervals", () => {
  // svyquantile(~calls + q01, design, c(.1, .25, .5, .9), na.rm = TRUE), survey 4.1-1
  const { cells } = estimateQuantiles(design, household.columns("calls", "q01"), [0.1, 0.25, 0.5, 0.9]);
  const [one, step] = [0.25043018660142846, 0.062607546650357115];
  expectRows(cells, [[0, 0, 1, one], [0, 0, 1, one], [1, 1, 2, one], [3, 3, 4, one], [0, 0, 0.25, step], [0.25, 0.25, 0.5, step], [0.5, 0.5, 0.75, step], [1, 1, 1, 0]]); // prettier-ignore
});

test("quantiles in domains have R's Woodruff intervals on the design's df", () => {
  // svyquantile(~weight, subset(design, age == a), c(.25, .5), df = degf(design)), survey 4.1-1
  const by = [household.factor("age")];
  const found = estimateQuantiles(design, household.columns("weight"), [0.25, 0.5], { by });
  expectRows(found.cells, [
    [40, 36.2476, 45.3333, 2.2753335464045992],
    [45.3095, 36.0381, 50.82, 3.7018339753236553],
    [41.75, 36.0363, 48.7778, 3.1908562225821013],
    [59.7882, 55.6471, 64.9333, 2.3255447988181852],
    [63.0606, 58.44, 77.2245, 4.7042058402145353],
    [63.0606, 56.4667, 75.2889, 4.7136470582494052],
  ]);
  const difference = contrast(found, [0, 0, 0, -1, 1, 0]);
  expect(difference.estimate).toBeCloseTo(3.2724, 10);
  expect(difference.se).toBeGreaterThan(2);
  expect(difference.se).toBeLessThan(2.3255 + 4.7042);
});

test("a limit that leaves the data is null, and so is the standard error", () => {
  const values = Float64Array.of(3, 1, 2, 5, 4);
  const small = makeDesign({ n: 5 });
  const [low] = estimateQuantiles(small, [{ name: "y", values }], [0.2]).cells;
  expect(low!.ci).toEqual([null, 4]);
  expect(low!.se).toBeNull();
});

test("equal weights give R's values, its rounding at 0.1 and 0.9 included", () => {
  // survey:::qrule_math(200:1, rep(30.97, 200), p)
  const values = Float64Array.from({ length: 200 }, (_, k) => 200 - k);
  const order = weightedOrder(Array.from(values.keys()), values, new Float64Array(200).fill(30.97));
  const probs = [0.1, 0.25, 0.3, 0.5, 0.501, 0.7, 0.9, 1];
  expect(probs.map((p) => weightedQuantile(order, p))).toEqual([21, 50, 60, 100, 101, 140, 181, 200]);
});

test("a median joined with a mean keeps its variance and moves with it, not against it", () => {
  const weight = household.columns("weight");
  const median = estimateQuantiles(design, weight, [0.5]);
  const { covariance } = joinEstimates(design, estimateMeans(design, weight), median);
  expect(Math.abs(covariance[3]! / median.covariance[0]! - 1)).toBeLessThan(1e-9);
  const correlation = covariance[1]! / Math.sqrt(covariance[0]! * covariance[3]!);
  expect(correlation).toBeGreaterThan(0.2);
  expect(correlation).toBeLessThan(1);
});
