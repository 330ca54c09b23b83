import { drawNormal, type DrawOptions } from "#analysis/ranking/normal-draws.ts";

/** What every probability of a rank assumes, to be said beside it. */
export const RANK_ASSUMPTION = "flat prior, normal";

/** k × k, row-major: the probability that estimate i has rank r + 1 (1 = highest). */
export type RankProbabilities = Float64Array;

/**
 * The probability of every rank for every estimate, from the full covariance of the estimates.
 *
 * The true values are drawn from N(estimates, V), the posterior under a flat prior. Streets that are equal in a draw
 * share the better rank. O(draws · k log k).
 * Source: Goldstein & Spiegelhalter (1996), JRSS A 159, 385-443, section 4; Laird & Louis (1989).
 *
 * @param estimates   k, higher is better
 * @param covariance  k × k, row-major
 * @returns           fractions of the draws (standard error √(p(1−p)/draws)); each row sums to 1
 * @throws {DesignError} `covariance-not-positive`
 */
export function rankProbabilities(
  estimates: ArrayLike<number>,
  covariance: ArrayLike<number>,
  options: DrawOptions,
): RankProbabilities {
  const k = estimates.length;
  const drawn = drawNormal(covariance, k, options);
  const counts = new Float64Array(k * k);
  const values = new Float64Array(k);
  for (let at = 0; at < drawn.length; at += k) {
    for (let i = 0; i < k; i++) values[i] = estimates[i]! + drawn[at + i]!;
    for (let i = 0; i < k; i++) {
      let higher = 0;
      for (let j = 0; j < k; j++) if (values[j]! > values[i]!) higher++;
      counts[i * k + higher]!++;
    }
  }
  return counts.map((count) => count / options.draws);
}

/** The probability of being among the best `count`, of each estimate. O(k · count). */
export function probabilityOfBest(probabilities: RankProbabilities, count: number): Float64Array {
  const k = Math.round(Math.sqrt(probabilities.length));
  return Float64Array.from({ length: k }, (_, i) =>
    probabilities.subarray(i * k, i * k + Math.min(count, k)).reduce((sum, p) => sum + p, 0),
  );
}

/** The expected rank of each estimate, Σ r·P(rank r). O(k²). */
export function expectedRanks(probabilities: RankProbabilities): Float64Array {
  const k = Math.round(Math.sqrt(probabilities.length));
  return Float64Array.from({ length: k }, (_, i) =>
    probabilities.subarray(i * k, i * k + k).reduce((sum, p, r) => sum + (r + 1) * p, 0),
  );
}

/** The first rank at which each estimate's cumulated probability reaches `level`, e.g. 0.5 for the median. O(k²). */
export function rankQuantiles(probabilities: RankProbabilities, level: number): Int32Array {
  const k = Math.round(Math.sqrt(probabilities.length));
  return Int32Array.from({ length: k }, (_, i) => {
    let cumulated = 0;
    for (let r = 0; r < k; r++) {
      cumulated += probabilities[i * k + r]!;
      if (cumulated >= level - 1e-12) return r + 1;
    }
    return k;
  });
}
