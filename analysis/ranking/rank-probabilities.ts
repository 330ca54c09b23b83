import { drawNormal, type DrawOptions } from "#analysis/ranking/normal-draws.ts";

/** What every probability of a rank assumes, to be said beside it. */
export const RANK_ASSUMPTION = "flat prior, normal";

/** k × k, row-major: the probability that estimate i has rank r + 1 (1 = highest). */
export type RankProbabilities = Float64Array;

/**
 * The probability of every rank for every estimate, from the full covariance of the estimates.
 *
 * The true values are drawn from N(estimates, V), the posterior under a flat prior. Streets that are equal in a draw
 * share the better rank. O(draws · k²).
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
  const deviations = drawNormal(covariance, estimates.length, options);
  return drawnRankProbabilities(estimates, { draws: options.draws, deviations });
}

/**
 * The same from draws at hand.
 *
 * @param deviations  k × draws, as `drawNormal` gives them
 */
export function drawnRankProbabilities(
  estimates: ArrayLike<number>,
  { draws, deviations }: { draws: number; deviations: Float64Array },
): RankProbabilities {
  const k = estimates.length;
  const counts = new Float64Array(k * k);
  const higher = new Uint16Array(k * BLOCK);
  for (let from = 0; from < draws; from += BLOCK) {
    const count = Math.min(BLOCK, draws - from);
    higher.fill(0);
    for (let i = 0; i < k; i++)
      for (let j = i + 1; j < k; j++) {
        const gap = estimates[i]! - estimates[j]!;
        const [a, b] = [i * draws + from, j * draws + from];
        for (let draw = 0; draw < count; draw++) {
          const difference = gap + deviations[a + draw]! - deviations[b + draw]!;
          higher[i * BLOCK + draw]! += Number(difference < 0); // no branch: which is higher cannot be foreseen
          higher[j * BLOCK + draw]! += Number(difference > 0);
        }
      }
    for (let i = 0; i < k; i++)
      for (let draw = 0; draw < count; draw++) counts[i * k + higher[i * BLOCK + draw]!]!++;
  }
  return counts.map((count) => count / draws);
}

/** Draws looked at together, so that they stay in the processor's cache over all pairs. */
const BLOCK = 512;

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
