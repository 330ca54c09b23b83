import type { PlanningStratum } from "#analysis/planning/allocation-sizes.ts";

/**
 * Variance of the stratified mean expected of an allocation: Σ (N_h/N)² S_h²/n_h (1 − n_h/N_h).
 *
 * The finite population correction is not taken below 0. Source: Cochran (1977), section 5.4.
 *
 * @param n  interviews per stratum, need not be whole; a stratum that varies and has none makes it infinite
 */
export function varianceOfMean(
  strata: readonly Pick<PlanningStratum, "population" | "sd">[],
  n: ArrayLike<number>,
): number {
  const all = strata.reduce((sum, { population }) => sum + population, 0);
  return strata.reduce((sum, { population, sd }, h) => {
    if (sd === 0 || population === 0) return sum;
    const part = population / all;
    return sum + ((part * part * sd * sd) / n[h]!) * (1 - Math.min(1, n[h]! / population));
  }, 0);
}
