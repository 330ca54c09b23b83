import { DesignError } from "#analysis/design-error.ts";
import { choleskyOf, dot, solveLower, solveUpper } from "#analysis/trends/cholesky.ts";
import type { FilteredLevel } from "#analysis/trends/filter-level.ts";
import { errorVariance, observedPlaces, type LevelSeries } from "#analysis/trends/level-series.ts";
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
  const { places } = system;
  const before = series.estimates.map((_, k) => places.filter((place) => place < k).length);
  const upTo = series.estimates.map((_, k) => places.filter((place) => place <= k).length);
  const at = (known: number, k: number) => (known > 0 ? levelAt(series, system, q, k, known) : null);
  const predicted = before.map(at);
  const filtered = upTo.map(at);
  return {
    logLikelihood: logLikelihoodOf(system),
    slope: slopeOf(system),
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

/**
 * The diffuse log-likelihood of q with correlated sampling errors. O(times³).
 *
 * @throws {DesignError} as `filterCorrelatedLevel`
 */
export function correlatedLikelihood(series: LevelSeries, q: number): number {
  return logLikelihoodOf(jointSystem(series, q));
}

/** Its derivative in q. */
export function correlatedSlope(series: LevelSeries, q: number): number {
  return slopeOf(jointSystem(series, q));
}

/**
 * The level at the last time, given everything, and the log-likelihood of q, from one system. O(times³).
 *
 * @throws {DesignError} as `filterCorrelatedLevel`
 */
export function lastCorrelatedLevel(series: LevelSeries, q: number) {
  const system = jointSystem(series, q);
  const { level, variance } = levelAt(series, system, q, series.times.length - 1);
  return { level, variance, logLikelihood: logLikelihoodOf(system) };
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
  /** Steps of time between the estimates: the walk's covariance for q = 1 is their running sums. */
  steps: Float64Array;
}

/** What of the system is the same for every q: the errors' covariance and the walk's for q = 1, lower triangles. */
interface Sampled {
  places: number[];
  origin: number;
  estimates: Float64Array;
  errors: Float64Array;
  walk: Float64Array;
  steps: Float64Array;
}

const sampled = new WeakMap<LevelSeries, Sampled>();

function sampledOf(series: LevelSeries): Sampled {
  const known = sampled.get(series);
  if (known) return known;
  const { times, estimates, covariance } = series;
  const places = observedPlaces(series);
  const n = places.length;
  const origin = times[places[0]!]!;
  const [errors, walk] = [new Float64Array(n * n), new Float64Array(n * n)];
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const [a, b] = [places[i]!, places[j]!];
      const independent = i === j ? errorVariance(series, a) : 0;
      errors[i * n + j] = covariance ? covariance[a * times.length + b]! : independent;
      // Times ascend: of two, the earlier is the one of the smaller place.
      walk[i * n + j] = times[b]! - origin;
    }
  const made = {
    ...{ places, origin, errors, walk },
    estimates: Float64Array.from(places, (place) => estimates[place]!),
    steps: Float64Array.from(places, (place, i) => (i > 0 ? times[place]! - times[places[i - 1]!]! : 0)),
  };
  sampled.set(series, made);
  return made;
}

function jointSystem(series: LevelSeries, q: number): JointSystem {
  const { places, origin, estimates, errors, walk, steps } = sampledOf(series);
  const n = places.length;
  const total = new Float64Array(n * n);
  for (let k = 0; k < total.length; k++) total[k] = q * walk[k]! + errors[k]!;
  const lower = choleskyOf(total, n);
  if (!lower)
    throw new DesignError("covariance-not-positive", "the sampling covariance of the waves is not one");
  const y = solveLower(lower, n, estimates);
  const ones = solveLower(lower, n, new Float64Array(n).fill(1));
  const precision = dot(ones, ones);
  return { places, origin, lower, y, ones, precision, start: dot(ones, y) / precision, steps };
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

function logLikelihoodOf({ places, lower, y, ones, precision, start }: JointSystem): number {
  const n = places.length;
  let [logDeterminant, misfit] = [0, 0];
  for (let i = 0; i < n; i++) {
    logDeterminant += 2 * Math.log(lower[i * (n + 1)]!);
    misfit += (y[i]! - start * ones[i]!) ** 2;
  }
  return -0.5 * ((n - 1) * Math.log(2 * Math.PI) + logDeterminant + Math.log(precision) + misfit);
}

/** The walk's covariance is Σ step·uu′, u being 1 from the step on: so are its trace and forms. */
function slopeOf({ places, lower, y, ones, precision, start, steps }: JointSystem): number {
  const n = places.length;
  const weights = solveUpper(lower, n, ones);
  const misfits = solveUpper(
    lower,
    n,
    y.map((value, i) => value - start * ones[i]!),
  );
  const unit = new Float64Array(n).fill(1);
  let [slope, weighted, missed] = [0, 0, 0];
  for (let i = n - 1; i > 0; i--) {
    weighted += weights[i]!;
    missed += misfits[i]!;
    const from = solveLower(lower, n, unit, n, i);
    slope -= 0.5 * steps[i]! * (dot(from, from) - (weighted * weighted) / precision - missed * missed);
  }
  return slope;
}
