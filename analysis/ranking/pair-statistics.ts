import { DesignError } from "#analysis/design-error.ts";

/** Every ordered pair of k estimates compared; k × k, row-major, diagonals 0. */
export interface PairStatistics {
  k: number;
  /** Standard error of the difference, from the full covariance. */
  se: Float64Array;
  /** (estimate_i − estimate_j) / se_ij: positive where i looks higher. */
  t: Float64Array;
}

/**
 * Differences of all pairs of estimates over their standard errors √(V_ii + V_jj − 2 V_ij). O(k²).
 *
 * @param estimates   k, in points or any unit
 * @param covariance  k × k, row-major, in that unit squared
 * @throws {DesignError} `no-pair-variance`, with the places of both, where a difference has no variance
 * @throws {RangeError} if the covariance is not k × k, or a figure is not finite
 */
export function pairStatistics(estimates: ArrayLike<number>, covariance: ArrayLike<number>): PairStatistics {
  const k = estimates.length;
  if (covariance.length !== k * k) throw new RangeError(`${k} estimates require ${k * k} covariances`);
  const se = new Float64Array(k * k);
  const t = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      if (i === j) continue;
      const [own, other] = [covariance[i * k + i]!, covariance[j * k + j]!];
      const variance = own + other - covariance[i * k + j]! - covariance[j * k + i]!;
      const difference = estimates[i]! - estimates[j]!;
      if (!Number.isFinite(variance + difference))
        throw new RangeError("estimates and covariances must be finite");
      if (!(variance > ROUNDING * (own + other)))
        throw new DesignError("no-pair-variance", `the difference of ${i} and ${j} has no variance`, {
          first: i,
          second: j,
        });
      se[i * k + j] = Math.sqrt(variance);
      t[i * k + j] = difference / se[i * k + j]!;
    }
  return { k, se, t };
}

/** A variance below this part of its terms is rounding. */
const ROUNDING = 1e-13;
