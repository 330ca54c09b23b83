import type { FamilyMaxima } from "#analysis/ranking/family-maxima.ts";
import { testByMaximum } from "#analysis/ranking/max-t-test.ts";
import type { ScaleCache } from "#analysis/ranking/scale-distribution.ts";
import type { PairDraws } from "#analysis/ranking/pair-draws.ts";
import { pairStatistics } from "#analysis/ranking/pair-statistics.ts";
import { testByHolm, testEachPair, type FamilyVerdict, type PairTest } from "#analysis/ranking/pair-tests.ts";
import { rankFamilies, type RankFamily } from "#analysis/ranking/rank-families.ts";

/** How pairs are proved; only the first makes no allowance for the number of comparisons. */
export type RankMethod = { name: "uncorrected" | "bonferroni" | "holm" } | MaxTMethod;

/** The largest studentised difference in draws; `first`, from `familyMaxima`, saves looking through them again. */
export interface MaxTMethod {
  name: "max-t" | "max-t-step-down";
  sample: PairDraws;
  first?: FamilyMaxima;
}

/** How sets are to be made. */
export interface RankOptions {
  family: RankFamily;
  method: RankMethod;
  /** Of the sets, 0.95 unless given. */
  level?: number;
  /** Satterthwaite's df of each pair's difference (`pairDegrees`), k × k; null or left out for normal tests. */
  df?: Float64Array | null;
}

/** Ranks with their confidence sets; rank 1 is the highest estimate. */
export interface RankSets {
  /** 1 + number of higher estimates: equal estimates have the same rank. */
  rank: Int32Array;
  /** The set of estimate i is low[i] … high[i], both included. */
  low: Int32Array;
  high: Int32Array;
  /** k × k: 1 where i is proved higher than j, −1 lower, 0 not told apart; row i by i's own family. */
  verdict: Int8Array;
  /** k × k: the critical value last held against "i higher than j", row i by i's own family; diagonal 0. */
  critical: Float64Array;
  /** Per family, the largest critical value of each step; empty but for max-t. */
  paths: number[][];
}

/**
 * Confidence sets for ranks from the full covariance of the estimates.
 *
 * low = 1 + number proved higher, high = k − number proved lower, each pair by T_ij = (θ_i − θ_j)/se_ij. Two estimates
 * whose sets overlap may still be told apart: `verdict` says so. O(k² · draws) for max-t.
 * Source: Mogstad, Romano, Shaikh & Wilhelm (2024), Review of Economic Studies 91, 476-518.
 *
 * @param estimates   k, higher is better
 * @param covariance  k × k, row-major
 * @throws {DesignError} as `pairStatistics` and `maxCritical`
 * @throws {RangeError} if the level is not in (0, 1), df are not k × k or come with a bootstrap's critical values
 */
export function rankSets(
  estimates: ArrayLike<number>,
  covariance: ArrayLike<number>,
  options: RankOptions,
): RankSets {
  const { family, method, level = 0.95, df = null } = options;
  const { k, t } = pairStatistics(estimates, covariance);
  checkOptions(k, level, df, method);
  const verdict = new Int8Array(k * k);
  const critical = new Float64Array(k * k);
  const paths: number[][] = [];
  const scales: ScaleCache = new Map();
  rankFamilies(k, family).forEach((pairs, f) => {
    const found = testFamily({ t, df, scales }, pairs, method, level, family === "simultaneous" ? null : f);
    if (found.path) paths.push(found.path);
    const mine = (i: number) => family === "simultaneous" || i === f;
    for (const pair of found.proved) {
      const [i, j] = [Math.floor(pair / k), pair % k];
      if (mine(i)) verdict[pair] = 1;
      if (mine(j)) verdict[j * k + i] = -1;
    }
    for (const [pair, value] of found.critical) if (mine(Math.floor(pair / k))) critical[pair] = value;
  });
  const count = (i: number, sign: number) =>
    verdict.subarray(i * k, i * k + k).reduce((n, v) => n + (v === sign ? 1 : 0), 0);
  return {
    rank: Int32Array.from({ length: k }, (_, i) => rankOf(estimates, i)),
    low: Int32Array.from({ length: k }, (_, i) => 1 + count(i, -1)),
    high: Int32Array.from({ length: k }, (_, i) => k - count(i, 1)),
    verdict,
    critical,
    paths,
  };
}

/** @param estimate  whose own family it is, null for that of all pairs */
function testFamily(
  test: PairTest,
  pairs: Int32Array,
  method: RankMethod,
  level: number,
  estimate: number | null,
): FamilyVerdict & { path?: number[] } {
  const alpha = 1 - level;
  if ("sample" in method) {
    const { name, sample, first } = method;
    const maxima = estimate === null ? first?.joint : first?.own[estimate];
    return testByMaximum(test, pairs, { sample, maxima }, level, name === "max-t-step-down");
  }
  if (method.name === "holm") return testByHolm(test, pairs, alpha);
  return testEachPair(test, pairs, alpha, method.name === "bonferroni" ? pairs.length : 2);
}

function rankOf(estimates: ArrayLike<number>, i: number): number {
  let higher = 0;
  for (let j = 0; j < estimates.length; j++) if (estimates[j]! > estimates[i]!) higher++;
  return 1 + higher;
}

function checkOptions(k: number, level: number, df: Float64Array | null, method: RankMethod): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level must lie between 0 and 1, not ${level}`);
  if (df && df.length !== k * k) throw new RangeError(`${k} estimates require ${k * k} degrees of freedom`);
  if (!("sample" in method)) return;
  if (method.sample.k !== k) throw new RangeError(`the draws are of ${method.sample.k} estimates, not ${k}`);
  if (df && method.sample.errors === "estimated")
    throw new RangeError("a studentised bootstrap takes no degrees of freedom");
}
