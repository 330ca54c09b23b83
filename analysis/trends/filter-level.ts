import { errorVariance, observedPlaces, type LevelSeries } from "#analysis/trends/level-series.ts";

/** The level as known at each time from what was measured before it, and up to it; null before the first estimate. */
export interface FilteredLevel {
  /** Σ log density of each estimate given those before; the first adds nothing. */
  logLikelihood: number;
  /** Its derivative in q. */
  slope: number;
  predicted: (number | null)[];
  predictedVariance: (number | null)[];
  filtered: (number | null)[];
  filteredVariance: (number | null)[];
}

/**
 * Kalman filter of the local-level model y = μ + e, μ(t + Δ) = μ(t) + w, Var w = q·Δ, independent errors.
 *
 * Exact diffuse start: the first estimate is the level, with its own sampling variance. O(times).
 * Source: Durbin & Koopman (2012), Time Series Analysis by State Space Methods, sections 2.2, 2.7 and 2.9.
 *
 * @param q  variance that the level gains in one unit of time, ≥ 0
 * @throws {DesignError} as `observedPlaces`
 */
export function filterLevel(series: LevelSeries, q: number): FilteredLevel {
  const { times, estimates } = series;
  const first = observedPlaces(series)[0]!;
  const empty = () => estimates.map((): number | null => null);
  const result: FilteredLevel = {
    logLikelihood: 0,
    slope: 0,
    predicted: empty(),
    predictedVariance: empty(),
    filtered: empty(),
    filteredVariance: empty(),
  };
  let level = estimates[first]!;
  let variance = errorVariance(series, first);
  let [levelSlope, varianceSlope] = [0, 0];
  for (let k = first; k < times.length; k++) {
    if (k > first) {
      const passed = times[k]! - times[k - 1]!;
      variance += q * passed;
      varianceSlope += passed;
      result.predicted[k] = level;
      result.predictedVariance[k] = variance;
      const estimate = estimates[k];
      if (estimate !== null && estimate !== undefined) {
        const total = variance + errorVariance(series, k);
        const surprise = estimate - level;
        const gain = variance / total;
        const gainSlope = (varianceSlope * (1 - gain)) / total;
        result.logLikelihood -= 0.5 * (Math.log(2 * Math.PI * total) + surprise ** 2 / total);
        result.slope -=
          (0.5 * (varianceSlope * (1 - surprise ** 2 / total) - 2 * surprise * levelSlope)) / total;
        level += gain * surprise;
        levelSlope += gainSlope * surprise - gain * levelSlope;
        varianceSlope = (1 - gain) * varianceSlope - gainSlope * variance;
        variance *= 1 - gain;
      }
    }
    result.filtered[k] = level;
    result.filteredVariance[k] = variance;
  }
  return result;
}
