import { expect, test } from "vitest";
import { independentRankProbabilities } from "#analysis/ranking/independent-rank-probabilities.ts";
import { normalPairDraws } from "#analysis/ranking/pair-draws.ts";
import { pairProbabilities } from "#analysis/ranking/pair-probabilities.ts";
import { pairStatistics } from "#analysis/ranking/pair-statistics.ts";
import { expectedRanks, probabilityOfBest, rankQuantiles } from "#analysis/ranking/rank-probabilities.ts";
import { rankSets, type RankMethod, type RankSets } from "#analysis/ranking/rank-sets.ts";
import type { RankFamily } from "#analysis/ranking/rank-families.ts";
import { studentisedRangeCritical } from "#analysis/ranking/studentised-range.ts";
import { readGolden, readInput } from "#test/analysis/read-reference.ts";

interface Sets<Critical = number> {
  critical: Critical;
  low: number[];
  high: number[];
}
interface Golden {
  rank: number[];
  pair_se: number[][];
  t_S01_against_others: number[];
  uncorrected: Sets;
  bonferroni_marginal: Sets;
  bonferroni_simultaneous: Sets;
  holm_marginal: Sets;
  holm_simultaneous: Sets;
  max_t_simultaneous: Sets;
  max_t_marginal: Sets<number[]>;
  max_t_step_down: Sets & { critical_path: number[] };
  exact_anchor_equal_independent: { k: number; critical: number; k_5: number };
  independent_normals: {
    se: number[];
    rank_probability: number[][];
    probability_rank_at_most: Record<string, number[]>;
    expected_rank: number[];
    "rank_quantile_2.5": number[];
    rank_median: number[];
    "rank_quantile_97.5": number[];
    probability_i_above_j: number[][];
  };
}

const { expected } = readGolden<Golden>("20-ranks-confidence-sets-and-probabilities");
const rows = readInput("rank-estimates.csv");
const ESTIMATES = Float64Array.from(rows, ({ estimate }) => Number(estimate));
const COVARIANCE = Float64Array.from(
  readInput("rank-covariance.csv").flatMap((row) => rows.map(({ street }) => Number(row[street!]))),
);
const STATISTICS = pairStatistics(ESTIMATES, COVARIANCE);
const SAMPLE = normalPairDraws(COVARIANCE, STATISTICS, { draws: 200_000, seed: 20 });

/** The golden's tolerance: relative 1e-9, absolute 1e-10. */
function expectNear(actual: ArrayLike<number>, wanted: ArrayLike<number>): void {
  expect(actual.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++)
    expect(Math.abs(actual[i]! - wanted[i]!), `${actual[i]} is not ${wanted[i]}`).toBeLessThanOrEqual(
      Math.max(1e-10, 1e-9 * Math.abs(wanted[i]!)),
    );
}

function setsOf(method: RankMethod, family: RankFamily): RankSets {
  return rankSets(ESTIMATES, COVARIANCE, { family, method });
}

function expectSets(actual: RankSets, wanted: { low: number[]; high: number[] }): void {
  expect([...actual.low]).toEqual(wanted.low);
  expect([...actual.high]).toEqual(wanted.high);
}

/** Critical values off the diagonal, one a street: the largest of its row. */
const criticalOf = ({ critical }: RankSets) =>
  ESTIMATES.map((_, i) => Math.max(...critical.subarray(12 * i, 12 * i + 12)));

test("ranks, standard errors of differences and T are the reference's (20)", () => {
  expect([...setsOf({ name: "holm" }, "simultaneous").rank]).toEqual(expected.rank);
  expectNear(STATISTICS.se, expected.pair_se.flat());
  expectNear(STATISTICS.t.subarray(1, 12), expected.t_S01_against_others);
});

test("uncorrected, Bonferroni and Holm rank sets and critical values are the reference's (20)", () => {
  expectSets(setsOf({ name: "uncorrected" }, "simultaneous"), expected.uncorrected);
  expectSets(setsOf({ name: "uncorrected" }, "marginal"), expected.uncorrected);
  for (const family of ["marginal", "simultaneous"] as const) {
    const bonferroni = setsOf({ name: "bonferroni" }, family);
    expectSets(bonferroni, expected[`bonferroni_${family}`]);
    expectNear(criticalOf(bonferroni), new Array(12).fill(expected[`bonferroni_${family}`].critical));
    expectSets(setsOf({ name: "holm" }, family), expected[`holm_${family}`]);
  }
});

test("max-t rank sets are the reference's exactly, its critical values within drawing error (20)", () => {
  const all = setsOf({ name: "max-t", sample: SAMPLE }, "simultaneous");
  expectSets(all, expected.max_t_simultaneous);
  expect(Math.abs(all.critical[1]! - expected.max_t_simultaneous.critical)).toBeLessThan(0.02);
  const own = setsOf({ name: "max-t", sample: SAMPLE }, "marginal");
  expectSets(own, expected.max_t_marginal);
  criticalOf(own).forEach((value, i) =>
    expect(Math.abs(value - expected.max_t_marginal.critical[i]!)).toBeLessThan(0.02),
  );
});

test("step-down max-t has the reference's path and sets (20)", () => {
  const sets = setsOf({ name: "max-t-step-down", sample: SAMPLE }, "simultaneous");
  expectSets(sets, expected.max_t_step_down);
  expect(sets.paths).toHaveLength(1);
  expect(sets.paths[0]).toHaveLength(expected.max_t_step_down.critical_path.length);
  sets.paths[0]!.forEach((value, step) =>
    expect(Math.abs(value - expected.max_t_step_down.critical_path[step]!)).toBeLessThan(0.02),
  );
});

test("for equal independent estimates the critical value is that of the studentised range (20)", () => {
  const { k, critical, k_5 } = expected.exact_anchor_equal_independent;
  expect(Math.abs(studentisedRangeCritical(k) / critical - 1)).toBeLessThan(1e-6);
  expect(Math.abs(studentisedRangeCritical(5) / k_5 - 1)).toBeLessThan(1e-6);
  const identity = Float64Array.from({ length: k * k }, (_, cell) => (cell % (k + 1) === 0 ? 4 : 0));
  const estimates = new Float64Array(k);
  const sample = normalPairDraws(identity, pairStatistics(estimates, identity), { draws: 200_000, seed: 1 });
  const sets = rankSets(estimates, identity, { family: "simultaneous", method: { name: "max-t", sample } });
  expect(Math.abs(sets.critical[1]! - critical)).toBeLessThan(0.02);
});

test("rank probabilities of independent normals are the reference's (20)", () => {
  const wanted = expected.independent_normals;
  const se = ESTIMATES.map((_, i) => Math.sqrt(COVARIANCE[13 * i]!));
  expectNear(se, wanted.se);
  const probabilities = independentRankProbabilities(ESTIMATES, se);
  expectNear(probabilities, wanted.rank_probability.flat());
  for (const [count, column] of Object.entries(wanted.probability_rank_at_most))
    expectNear(probabilityOfBest(probabilities, Number(count)), column);
  expectNear(expectedRanks(probabilities), wanted.expected_rank);
  expect([...rankQuantiles(probabilities, 0.025)]).toEqual(wanted["rank_quantile_2.5"]);
  expect([...rankQuantiles(probabilities, 0.5)]).toEqual(wanted.rank_median);
  expect([...rankQuantiles(probabilities, 0.975)]).toEqual(wanted["rank_quantile_97.5"]);
  const diagonal = COVARIANCE.map((value, cell) => (cell % 13 === 0 ? value : 0));
  expectNear(pairProbabilities(pairStatistics(ESTIMATES, diagonal)), wanted.probability_i_above_j.flat());
});
