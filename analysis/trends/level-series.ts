import { DesignError } from "#analysis/design-error.ts";

/** A figure measured now and then, its sampling errors known. Not changed once it is made. */
export interface LevelSeries {
  /** Strictly ascending, in any unit (months, days); times without an estimate are gaps to be filled. */
  times: Float64Array;
  /** One a time; null where nothing was measured. */
  estimates: readonly (number | null)[];
  /** Sampling variance of each estimate; not looked at where there is none. */
  variances: readonly (number | null)[];
  /**
   * times × times, row-major: the sampling covariance where waves share PSUs. Absent: independent errors.
   * Its diagonal counts instead of `variances`; entries of gaps are not looked at.
   */
  covariance?: Float64Array;
}

/**
 * The places in a series that hold an estimate.
 *
 * @throws {DesignError} `times-not-ascending`; `no-waves` if nothing was measured; `error-variance-unknown`,
 *   with the place (from 1), where an estimate has no positive, finite sampling variance
 */
export function observedPlaces(series: LevelSeries): number[] {
  const { times, estimates } = series;
  for (let k = 1; k < times.length; k++)
    if (!(times[k]! > times[k - 1]!))
      throw new DesignError("times-not-ascending", `time ${k + 1} does not come after the one before`, {
        place: k + 1,
      });
  const places = estimates.map((_, k) => k).filter((k) => estimates[k] !== null);
  if (places.length === 0) throw new DesignError("no-waves", "a series without an estimate");
  for (const k of places) {
    const variance = errorVariance(series, k);
    if (!(variance > 0 && variance < Infinity) || !Number.isFinite(estimates[k]))
      throw new DesignError("error-variance-unknown", `estimate ${k + 1} has no positive variance`, {
        place: k + 1,
      });
  }
  return places;
}

/** Sampling variance of the estimate at a place. */
export function errorVariance({ times, variances, covariance }: LevelSeries, place: number): number {
  return covariance ? covariance[place * times.length + place]! : (variances[place] ?? 0);
}

/**
 * Covariances of a series' estimates: of their sampling errors, and of the walk of the level since the first of them for q = 1.
 *
 * @returns the places that hold an estimate, and for them places × places, row-major
 * @throws {DesignError} as `observedPlaces`
 */
export function errorsAndWalk(series: LevelSeries): {
  places: number[];
  errors: Float64Array;
  walk: Float64Array;
} {
  const { times, covariance } = series;
  const places = observedPlaces(series);
  const n = places.length;
  const [errors, walk] = [new Float64Array(n * n), new Float64Array(n * n)];
  places.forEach((a, i) =>
    places.forEach((b, j) => {
      const independent = a === b ? errorVariance(series, a) : 0;
      errors[i * n + j] = covariance ? covariance[a * times.length + b]! : independent;
      walk[i * n + j] = Math.min(times[a]!, times[b]!) - times[places[0]!]!;
    }),
  );
  return { places, errors, walk };
}
