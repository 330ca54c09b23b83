import { choleskyOf, dot, solveLower } from "#analysis/trends/cholesky.ts";
import type { FilteredLevel } from "#analysis/trends/filter-level.ts";
import { errorsAndWalk, type LevelSeries } from "#analysis/trends/level-series.ts";
import { correlatedAt, wavesNotPositive } from "#analysis/trends/level-spectrum.ts";
import type { SmoothedLevel } from "#analysis/trends/smooth-level.ts";

/**
 * The local-level filter where sampling errors of different times are correlated.
 *
 * The same model and start as `filterLevel`, solved as one Gaussian system, of which each time's is the beginning.
 * O(times³). Source: Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, section 3.4; the
 * exact diffuse likelihood as in Durbin & Koopman (2012), section 7.2.
 *
 * @throws {DesignError} as `observedPlaces`; `covariance-not-positive`
 */
export function filterCorrelatedLevel(series: LevelSeries, q: number): FilteredLevel {
  const system = jointSystem(series, q);
  const { logLikelihood, slope } = correlatedAt(series, q);
  const { places } = system;
  const before = series.estimates.map((_, k) => places.filter((place) => place < k).length);
  const upTo = series.estimates.map((_, k) => places.filter((place) => place <= k).length);
  const at = (known: number, k: number) => (known > 0 ? levelAt(series, system, q, k, known) : null);
  const predicted = before.map(at);
  const filtered = upTo.map(at);
  return {
    logLikelihood,
    slope,
    predicted: predicted.map((x) => x?.level ?? null),
    predictedVariance: predicted.map((x) => x?.variance ?? null),
    filtered: filtered.map((x) => x?.level ?? null),
    filteredVariance: filtered.map((x) => x?.variance ?? null),
  };
}

/**
 * The local-level smoother where sampling errors of different times are correlated. O(times³).
 *
 * @throws {DesignError} as `filterCorrelatedLevel`
 */
export function smoothCorrelatedLevel(series: LevelSeries, q: number): SmoothedLevel {
  const system = jointSystem(series, q);
  const size = series.times.length;
  const levels = Array.from({ length: size }, (_, k) => levelAt(series, system, q, k));
  const covariance = new Float64Array(size * size);
  const elapsed = (k: number) => series.times[k]! - system.origin;
  levels.forEach((a, i) =>
    levels.forEach((b, j) => {
      const walked = q * sharedWalk(elapsed(i), elapsed(j));
      covariance[i * size + j] =
        walked - dot(a.explained, b.explained) + (a.unseen * b.unseen) / system.precision;
    }),
  );
  const level = Float64Array.from(levels, (each) => each.level);
  return { level, variance: level.map((_, k) => covariance[k * (size + 1)]!), covariance };
}

/** Estimates y, Var y = C = LL′ around a common start: y = 1m + walk + e. */
interface JointSystem {
  places: number[];
  /** The first estimate's time. */
  origin: number;
  lower: Float64Array;
  /** L⁻¹y and L⁻¹1: their beginnings belong to the beginnings of the series. */
  y: Float64Array;
  ones: Float64Array;
  /** 1′C⁻¹1 and the start by generalised least squares, from everything. */
  precision: number;
  start: number;
}

function jointSystem(series: LevelSeries, q: number): JointSystem {
  const { places, errors, walk } = errorsAndWalk(series);
  const n = places.length;
  const lower = choleskyOf(
    errors.map((value, k) => value + q * walk[k]!),
    n,
  );
  if (!lower) throw wavesNotPositive();
  const y = solveLower(
    lower,
    n,
    places.map((place) => series.estimates[place]!),
  );
  const ones = solveLower(lower, n, new Float64Array(n).fill(1));
  const precision = dot(ones, ones);
  const origin = series.times[places[0]!]!;
  return { places, origin, lower, y, ones, precision, start: dot(ones, y) / precision };
}

/** min(a, b) of two times after the start, or of two before it. */
function sharedWalk(a: number, b: number): number {
  return a * b > 0 ? Math.min(Math.abs(a), Math.abs(b)) : 0;
}

/** The level at one of the series' times given its first `known` estimates. O(known²). */
function levelAt(series: LevelSeries, system: JointSystem, q: number, at: number, known?: number) {
  const { places, origin, lower, y, ones } = system;
  const count = known ?? places.length;
  const precision = count === places.length ? system.precision : dot(ones, ones, count);
  const start = count === places.length ? system.start : dot(ones, y, count) / precision;
  const elapsed = series.times[at]! - origin;
  const walked = places.map((place) => q * sharedWalk(elapsed, series.times[place]! - origin));
  const explained = solveLower(lower, places.length, walked, count);
  const unseen = 1 - dot(explained, ones);
  return {
    level: start + dot(explained, y) - start * dot(explained, ones),
    variance: q * Math.abs(elapsed) - dot(explained, explained) + (unseen * unseen) / precision,
    explained,
    unseen,
  };
}
