import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import tCdf from "@stdlib/stats-base-dists-t-cdf";
import { drawNormal, type DrawOptions } from "#analysis/ranking/normal-draws.ts";

/**
 * The probability that the true value has reached a target, of each estimate, under a flat prior.
 *
 * P = F((estimate − target)/se), F Student's t with the estimate's df, or normal without. Where the estimate has
 * no variance it is 0 or 1. O(k).
 * Source: Gelman et al. (2013), Bayesian Data Analysis, section 3.2.
 *
 * @param estimates  k, in points
 * @param se         k
 * @param target     in points
 * @param df         k, or null for normal
 */
export function targetProbabilities(
  estimates: ArrayLike<number>,
  se: ArrayLike<number>,
  target: number,
  df: ArrayLike<number> | null = null,
): Float64Array {
  return Float64Array.from(estimates, (estimate, i) => {
    if (!(se[i]! > 0)) return estimate >= target ? 1 : 0;
    const distance = (estimate - target) / se[i]!;
    return df ? tCdf(distance, df[i]!) : normalCdf(distance, 0, 1);
  });
}

/**
 * How many of the true values have reached a target together: the probability of exactly 0, 1, … k of them.
 *
 * From the full covariance, flat prior and normal: with shared PSUs or raking estimates rise and fall together, and
 * products of single probabilities would mislead. O(draws · k²).
 *
 * @returns k + 1 fractions of the draws
 * @throws {DesignError} `covariance-not-positive`
 */
export function jointTargetProbabilities(
  estimates: ArrayLike<number>,
  covariance: ArrayLike<number>,
  target: number,
  options: DrawOptions,
): Float64Array {
  const k = estimates.length;
  const drawn = drawNormal(covariance, k, options);
  const counts = new Float64Array(k + 1);
  const { draws } = options;
  for (let draw = 0; draw < draws; draw++) {
    let reached = 0;
    for (let i = 0; i < k; i++) if (estimates[i]! + drawn[i * draws + draw]! >= target) reached++;
    counts[reached]!++;
  }
  return counts.map((count) => count / draws);
}
