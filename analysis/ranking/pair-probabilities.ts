import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import type { PairStatistics } from "#analysis/ranking/pair-statistics.ts";

/**
 * The probability that estimate i is truly above j, Φ(T_ij), flat prior and normal; ½ on the diagonal. O(k²).
 *
 * From the full covariance when the statistics are (`pairStatistics`); for one pair, no allowance for others.
 */
export function pairProbabilities({ k, t }: Pick<PairStatistics, "k" | "t">): Float64Array {
  return t.map((value, pair) => (pair % (k + 1) === 0 ? 0.5 : normalCdf(value, 0, 1)));
}
