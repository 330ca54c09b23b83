import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { domainsBy } from "#analysis/estimation/domains.ts";
import { psuTotals } from "#analysis/estimation/psu-totals.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import { bootstrapPairDraws } from "#analysis/ranking/bootstrap-pair-draws.ts";
import { maxCritical } from "#analysis/ranking/max-t-critical.ts";
import { maximaDistribution } from "#analysis/ranking/maxima-distribution.ts";
import { drawnMaxima } from "#analysis/ranking/drawn-maxima.ts";
import { normalPairDraws } from "#analysis/ranking/pair-draws.ts";
import { pairDegrees, pairDegreesOfStreets } from "#analysis/ranking/pair-degrees.ts";
import { pairStatistics } from "#analysis/ranking/pair-statistics.ts";
import { rankSets } from "#analysis/ranking/rank-sets.ts";
import { stratumParts } from "#analysis/ranking/stratum-parts.ts";
import { householdTally, plainDesign } from "#test/analysis/reference-tallies.ts";

const STREETS = Array.from({ length: 12 }, (_, k) => `S${String(k + 1).padStart(2, "0")}`);

/** Mean of q01 by street in household.csv: 12 strata of 5 to 8 PSUs. */
function streetMeans() {
  const tally = householdTally(["q01"]);
  const design = plainDesign(tally);
  const { items, rows, wScore, wAnswered } = tally;
  const linearised = ratioComposite(
    { items, rows, numerator: wScore, denominator: wAnswered },
    Float64Array.of(1),
    null,
    domainsBy(tally, "street", STREETS),
  );
  const { index } = design;
  return { linearised, index, totals: psuTotals(linearised, design), covariance: designCovariance(linearised, design) }; // prettier-ignore
}

test("with two estimates the critical value of the multivariate t is Student's", () => {
  const covariance = Float64Array.of(1, 0.3, 0.3, 2);
  const sample = normalPairDraws(covariance, pairStatistics([0, 0], covariance), { draws: 400_000, seed: 3 });
  const critical = maxCritical(drawnMaxima(sample, Int32Array.of(1, 2)).value, 0.95);
  for (const df of [2.5, 4, 7, 30]) expect(critical(df) / tQuantile(0.975, df)).toBeCloseTo(1, 2);
  expect(critical(null)).toBeCloseTo(1.96, 1);
  expect(critical(1e7)).toBe(critical(null));
  expect(() => critical(0)).toThrow(DesignError);
});

test("the multivariate t of many comparisons has Tukey's critical value", () => {
  const k = 4;
  const identity = Float64Array.from({ length: k * k }, (_, cell) => (cell % (k + 1) === 0 ? 1 : 0));
  const sample = normalPairDraws(identity, pairStatistics(new Float64Array(k), identity), { draws: 400_000, seed: 4 }); // prettier-ignore
  const pairs = Int32Array.from({ length: k * k }, (_, pair) => pair).filter((pair) => pair % (k + 1) > 0);
  const critical = maxCritical(drawnMaxima(sample, pairs).value, 0.95);
  // R: qtukey(.95, 4, df) / sqrt(2)
  expect(Math.abs(critical(5) - 5.218325 / Math.SQRT2)).toBeLessThan(0.03);
  expect(Math.abs(critical(12) - 4.19866 / Math.SQRT2)).toBeLessThan(0.02);
});

test("Satterthwaite's df of a difference between two strata are Welch's, worked by hand", () => {
  // V = 2 with 4 df and 3 with 6 df: (2 + 3)² / (4/4 + 9/6) = 10
  const [a, b] = [Float64Array.of(2, 0, 0, 0), Float64Array.of(0, 0, 0, 3)];
  const parts = [
    { covariance: a, df: 4 },
    { covariance: b, df: 6 },
  ];
  expect([...pairDegrees(parts, 2)]).toEqual([0, 10, 10, 0]);
  expect([...pairDegreesOfStreets([2, 3], [4, 6])]).toEqual([0, 10, 10, 0]);
});

test("the strata's parts add up to the design's covariance, and give each pair its df", () => {
  const { totals, index, covariance } = streetMeans();
  const parts = stratumParts(totals, 12, index);
  expect(parts.map(({ df }) => df + 1)).toEqual([...index.psusInStratum]);
  covariance.forEach((value, cell) =>
    expect(parts.reduce((sum, part) => sum + part.covariance[cell]!, 0)).toBeCloseTo(value, 14),
  );
  const byStratum = pairDegrees(parts, 12);
  const byStreet = pairDegreesOfStreets(
    STREETS.map((_, i) => covariance[13 * i]!),
    parts.map(({ df }) => df),
  );
  byStratum.forEach((df, pair) => expect(df).toBeCloseTo(byStreet[pair]!, 8));
});

test("with few PSUs t and bootstrap critical values are above the normal ones, and sets never shorter", () => {
  const { linearised, totals, index, covariance } = streetMeans();
  const { estimates } = linearised;
  const sample = normalPairDraws(covariance, pairStatistics(estimates, covariance), { draws: 50_000, seed: 5 }); // prettier-ignore
  const family = "simultaneous" as const;
  const method = { name: "max-t" as const, sample };
  const normal = rankSets(estimates, covariance, { family, method });
  const df = pairDegrees(stratumParts(totals, 12, index), 12);
  const t = rankSets(estimates, covariance, { family, method, df });
  const draws = bootstrapPairDraws([{ totals, index }], 12, { draws: 2_000, seed: 6 });
  const bootstrap = rankSets(estimates, covariance, { family, method: { name: "max-t", sample: draws } });
  for (let i = 0; i < 12; i++) {
    expect(t.critical[i * 12 + ((i + 1) % 12)]).toBeGreaterThan(normal.critical[1]! + 0.2);
    for (const sets of [t, bootstrap]) {
      expect(sets.low[i]).toBeLessThanOrEqual(normal.low[i]!);
      expect(sets.high[i]).toBeGreaterThanOrEqual(normal.high[i]!);
    }
  }
  expect(bootstrap.critical[1]).toBeGreaterThan(normal.critical[1]!);
  expect(() => rankSets(estimates, covariance, { family, method: { name: "max-t", sample: draws }, df })).toThrow(RangeError); // prettier-ignore
});

test("the bootstrap's deviations have the design's covariance", () => {
  const { totals, index, covariance } = streetMeans();
  const { deviations } = bootstrapPairDraws([{ totals, index }], 12, { draws: 20_000, seed: 7 });
  for (let i = 0; i < 12; i++) {
    const own = deviations.subarray(i * 20_000, (i + 1) * 20_000);
    const variance = own.reduce((sum, value) => sum + value * value, 0) / 20_000;
    expect(Math.abs(variance / covariance[13 * i]! - 1)).toBeLessThan(0.06);
  }
});

test("two PSUs a stratum cannot bound a studentised bootstrap, and it says so", () => {
  const index = {
    psus: 4,
    strata: 2,
    stratumOfPsu: Int32Array.of(0, 0, 1, 1),
    psusInStratum: Int32Array.of(2, 2),
  };
  const totals = Float64Array.of(1, 0, 2, 0, 0, 3, 0, 5);
  const sample = bootstrapPairDraws([{ totals, index }], 2, { draws: 500, seed: 1 });
  const covariance = Float64Array.of(1, 0, 0, 4);
  expect(() => rankSets([1, 2], covariance, { family: "marginal", method: { name: "max-t", sample } })).toThrow(DesignError); // prettier-ignore
});

test("counted maxima have the quantiles of the sorted ones", () => {
  const covariance = Float64Array.of(1, 0.3, 0.3, 2);
  const sample = normalPairDraws(covariance, pairStatistics([0, 0], covariance), { draws: 9_999, seed: 8 });
  const maxima = drawnMaxima(sample, Int32Array.of(1)).value;
  const counted = maximaDistribution(maxima);
  const sorted = Float64Array.from(maxima).sort();
  for (const level of [0.05, 0.5, 0.95]) {
    expect(counted.quantile(level)).toBeCloseTo(sorted[Math.round(level * 10_000) - 1]!, 2);
    expect(counted.below(counted.quantile(level))).toBeCloseTo(level, 9);
  }
  const infinite = maximaDistribution(Float64Array.of(1, 2, Infinity, Infinity));
  expect([infinite.quantile(0.4), infinite.quantile(0.6)]).toEqual([expect.closeTo(2, 2), Infinity]);
});
