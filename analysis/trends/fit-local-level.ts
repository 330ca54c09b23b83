import { DesignError } from "#analysis/design-error.ts";
import { likeliestVariance } from "#analysis/small-area/likeliest-variance.ts";
import { filterCorrelatedLevel, smoothCorrelatedLevel } from "#analysis/trends/correlated-level.ts";
import { filterLevel, type FilteredLevel } from "#analysis/trends/filter-level.ts";
import { errorVariance, observedPlaces, type LevelSeries } from "#analysis/trends/level-series.ts";
import { correlatedAt } from "#analysis/trends/level-spectrum.ts";
import { smoothLevel, type SmoothedLevel } from "#analysis/trends/smooth-level.ts";

/** A local-level model of a series: the level at every time, from the past and from everything. */
export interface LocalLevel {
  times: Float64Array;
  /** Variance that the level gains in one unit of time, and whether it was estimated. */
  q: number;
  estimated: boolean;
  filter: FilteredLevel;
  smoothed: SmoothedLevel;
}

/** Estimates that a series needs before q can be estimated from it. */
const LEAST = 3;

/**
 * Local-level model with known sampling errors: filtered and smoothed level of a series with gaps.
 *
 * Source: Durbin & Koopman (2012), chapter 2; sampling errors of repeated surveys: Harvey & Chung (2000),
 * JRSS A 163, 303-339.
 *
 * @param q  variance of the level a unit of time; absent: at the highest point of the diffuse log-likelihood
 *           (which may be 0: no change was seen beyond the sampling errors)
 * @throws {DesignError} as `observedPlaces`; `too-few-waves` if q is to be estimated from fewer than three
 *   estimates; `covariance-not-positive`
 */
export function fitLocalLevel(series: LevelSeries, q?: number): LocalLevel {
  if (q !== undefined && !(q >= 0)) throw new RangeError(`q must not be negative, but is ${q}`);
  const variance = q ?? likeliestQ(series);
  const filter = series.covariance ? filterCorrelatedLevel(series, variance) : filterLevel(series, variance);
  const smoothed = series.covariance
    ? smoothCorrelatedLevel(series, variance)
    : smoothLevel(series, filter, variance);
  return { times: series.times, q: variance, estimated: q === undefined, filter, smoothed };
}

function likeliestQ(series: LevelSeries): number {
  const places = observedPlaces(series);
  if (places.length < LEAST)
    throw new DesignError("too-few-waves", `q cannot be estimated from ${places.length} estimates`, {
      waves: places.length,
      least: LEAST,
    });
  const at = (q: number) => (series.covariance ? correlatedAt(series, q) : filterLevel(series, q));
  const likelihood = { logLikelihood: (q: number) => at(q).logLikelihood, slope: (q: number) => at(q).slope };
  return likeliestVariance(likelihood, movementScale(series));
}

/**
 * Squared differences between successive estimates and their errors, a unit of time: the order of magnitude of q.
 *
 * @throws {DesignError} as `observedPlaces`
 */
export function movementScale(series: LevelSeries): number {
  const places = observedPlaces(series);
  const span = series.times[places.at(-1)!]! - series.times[places[0]!]!;
  let squares = 0;
  for (let k = 0; k < places.length; k++) {
    squares += errorVariance(series, places[k]!);
    if (k > 0) squares += (series.estimates[places[k]!]! - series.estimates[places[k - 1]!]!) ** 2;
  }
  return squares / span;
}
