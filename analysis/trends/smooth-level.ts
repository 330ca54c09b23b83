import type { FilteredLevel } from "#analysis/trends/filter-level.ts";
import type { LevelSeries } from "#analysis/trends/level-series.ts";

/** The level at each time given everything measured. */
export interface SmoothedLevel {
  level: Float64Array;
  variance: Float64Array;
  /** times × times, row-major. */
  covariance: Float64Array;
}

/**
 * Fixed-interval smoother of the local-level model, with the covariance between any two times.
 *
 * Before the first estimate the level is that of the first, its variance growing by q a unit of time. O(times²)
 * for the covariance. Source: Rauch, Tung & Striebel (1965), AIAA Journal 3, 1445-1450; Durbin & Koopman (2012),
 * sections 2.4 and 4.7.
 *
 * @param filter  of the same series and q
 */
export function smoothLevel({ times }: LevelSeries, filter: FilteredLevel, q: number): SmoothedLevel {
  const n = times.length;
  const level = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  for (let k = n - 1; k >= 0; k--) {
    const own = filter.filtered[k] ?? null;
    if (k === n - 1) {
      level[k] = own!;
      covariance[k * n + k] = filter.filteredVariance[k]!;
      continue;
    }
    const next = covariance[(k + 1) * n + k + 1]!;
    let gain = 1;
    if (own === null) {
      level[k] = level[k + 1]!;
      covariance[k * n + k] = next + q * (times[k + 1]! - times[k]!);
    } else {
      const ahead = filter.predictedVariance[k + 1]!;
      const variance = filter.filteredVariance[k]!;
      gain = variance / ahead;
      level[k] = own + gain * (level[k + 1]! - own);
      covariance[k * n + k] = variance + gain * gain * (next - ahead);
    }
    for (let later = k + 1; later < n; later++)
      covariance[k * n + later] = covariance[later * n + k] = gain * covariance[(k + 1) * n + later]!;
  }
  return { level, variance: level.map((_, k) => covariance[k * n + k]!), covariance };
}
