import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import type { RankProbabilities } from "#analysis/ranking/rank-probabilities.ts";

/**
 * The probability of every rank for independent normal estimates, without drawing: a check and a yardstick only.
 *
 * P(rank_i = r) = ∫ φ(z) · PoissonBinomial(r − 1; P(θ_j > est_i + se_i z), j ≠ i) dz by the trapezoid rule on [−9, 9],
 * exact to rounding for analytic integrands. Covariances are ignored by definition: pages use `rankProbabilities`.
 * O(k³ · points). Source: Goldstein & Spiegelhalter (1996); Trefethen & Weideman (2014), SIAM Review 56 (trapezoid).
 *
 * @param se  k, all positive
 * @throws {RangeError} if a standard error is not positive
 */
export function independentRankProbabilities(
  estimates: ArrayLike<number>,
  se: ArrayLike<number>,
): RankProbabilities {
  const k = estimates.length;
  const smallest = Math.min(...Array.from(se));
  if (!(smallest > 0))
    throw new RangeError("independent rank probabilities require positive standard errors");
  const probability = new Float64Array(k * k);
  const distribution = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    const points = Math.ceil(18 / Math.min(0.1, (0.1 * smallest) / se[i]!));
    const step = 18 / points;
    for (let q = 0; q <= points; q++) {
      const z = -9 + q * step;
      countHigher(estimates, se, i, estimates[i]! + se[i]! * z, distribution);
      const density = (step * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
      for (let r = 0; r < k; r++) probability[i * k + r]! += density * distribution[r]!;
    }
  }
  return probability;
}

/** Distribution of the number of others above `value`: a convolution of k − 1 Bernoullis, in place. */
function countHigher(
  estimates: ArrayLike<number>,
  se: ArrayLike<number>,
  i: number,
  value: number,
  distribution: Float64Array,
): void {
  distribution.fill(0);
  distribution[0] = 1;
  for (let j = 0, counted = 0; j < estimates.length; j++) {
    if (j === i) continue;
    counted++;
    const above = normalCdf((estimates[j]! - value) / se[j]!, 0, 1);
    const below = normalCdf((value - estimates[j]!) / se[j]!, 0, 1);
    for (let r = counted; r > 0; r--)
      distribution[r] = distribution[r]! * below + distribution[r - 1]! * above;
    distribution[0]! *= below;
  }
}
