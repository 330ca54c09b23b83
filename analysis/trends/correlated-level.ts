import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { DesignError } from "#analysis/design-error.ts";
import type { FilteredLevel } from "#analysis/trends/filter-level.ts";
import { observedPlaces, type LevelSeries } from "#analysis/trends/level-series.ts";
import type { SmoothedLevel } from "#analysis/trends/smooth-level.ts";

/**
 * The local-level filter where sampling errors of different times are correlated.
 *
 * The same model and start as `filterLevel`, solved as one Gaussian system a time. O(times⁴), for dozens of waves.
 * Source: Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, section 3.4; the exact
 * diffuse likelihood as in Durbin & Koopman (2012), section 7.2.
 *
 * @throws {DesignError} as `observedPlaces`; `covariance-not-positive`
 */
export function filterCorrelatedLevel(series: LevelSeries, q: number): FilteredLevel {
  const places = observedPlaces(series);
  const known = series.estimates.map((_, k) => places.filter((place) => place < k));
  const upTo = series.estimates.map((_, k) => places.filter((place) => place <= k));
  const at = (given: number[], k: number) =>
    given.length > 0 ? levelsGiven(series, jointSystem(series, given, q), q, [k]) : null;
  const before = known.map(at);
  const now = upTo.map(at);
  return {
    ...diffuseLikelihood(jointSystem(series, places, q)),
    predicted: before.map((x) => (x ? x.level[0]! : null)),
    predictedVariance: before.map((x) => (x ? x.variance[0]! : null)),
    filtered: now.map((x) => (x ? x.level[0]! : null)),
    filteredVariance: now.map((x) => (x ? x.variance[0]! : null)),
  };
}

/**
 * The local-level smoother where sampling errors of different times are correlated. O(times³).
 *
 * @throws {DesignError} as `filterCorrelatedLevel`
 */
export function smoothCorrelatedLevel(series: LevelSeries, q: number): SmoothedLevel {
  const system = jointSystem(series, observedPlaces(series), q);
  return levelsGiven(series, system, q, [...series.times.keys()]);
}

/**
 * The diffuse log-likelihood of q with correlated sampling errors, and its derivative. O(times³).
 *
 * @throws {DesignError} as `filterCorrelatedLevel`
 */
export function correlatedLikelihood(
  series: LevelSeries,
  q: number,
): Pick<FilteredLevel, "logLikelihood" | "slope"> {
  return diffuseLikelihood(jointSystem(series, observedPlaces(series), q));
}

/** Estimates y, Var y = C around a common start m: y = 1m + walk + e. */
interface JointSystem {
  places: number[];
  y: Matrix;
  /** min(t_i, t_j) − t_first: covariance of the walk for q = 1. */
  walk: Matrix;
  solve: (right: Matrix) => Matrix;
  logDeterminant: number;
  /** C⁻¹1, 1′C⁻¹1, the start by generalised least squares, C⁻¹(y − 1m̂). */
  weights: Matrix;
  precision: number;
  start: number;
  residual: Matrix;
}

function jointSystem(series: LevelSeries, places: number[], q: number): JointSystem {
  const { times, estimates, covariance, variances } = series;
  const n = places.length;
  const origin = times[places[0]!]!;
  const walk = Matrix.zeros(n, n);
  const total = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      walk.set(i, j, Math.min(times[places[i]!]!, times[places[j]!]!) - origin);
      const independent = i === j ? variances[places[i]!]! : 0;
      const error = covariance ? covariance[places[i]! * times.length + places[j]!]! : independent;
      total.set(i, j, q * walk.get(i, j) + error);
    }
  const cholesky = new CholeskyDecomposition(total);
  if (!cholesky.isPositiveDefinite())
    throw new DesignError("covariance-not-positive", "the sampling covariance of the waves is not one");
  const solve = (right: Matrix) => cholesky.solve(right);
  const y = Matrix.columnVector(places.map((place) => estimates[place]!));
  const weights = solve(Matrix.ones(n, 1));
  const precision = weights.sum();
  const start = weights.dot(y) / precision;
  const logDeterminant = 2 * cholesky.lowerTriangularMatrix.diag().reduce((sum, d) => sum + Math.log(d), 0);
  const residual = solve(Matrix.sub(y, start));
  return { places, y, walk, solve, logDeterminant, weights, precision, start, residual };
}

/** Levels at some places given the estimates of a system, with their covariance. */
function levelsGiven(series: LevelSeries, system: JointSystem, q: number, at: number[]): SmoothedLevel {
  const { places, solve, weights, precision, start, residual } = system;
  const elapsed = (place: number) => series.times[place]! - series.times[places[0]!]!;
  const shared = (a: number, b: number) => (a * b > 0 ? q * Math.min(Math.abs(a), Math.abs(b)) : 0);
  const walked = at.map((place) => places.map((seen) => shared(elapsed(place), elapsed(seen))));
  const k = new Matrix(walked);
  const solved = solve(k.transpose());
  const level = Float64Array.from(k.mmul(residual).to1DArray(), (step) => start + step);
  const unseen = k.mmul(weights).to1DArray().map((w) => 1 - w); // prettier-ignore
  const explained = k.mmul(solved);
  const size = at.length;
  const covariance = new Float64Array(size * size);
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++)
      covariance[a * size + b] =
        shared(elapsed(at[a]!), elapsed(at[b]!)) -
        explained.get(a, b) +
        (unseen[a]! * unseen[b]!) / precision;
  return { level, variance: level.map((_, a) => covariance[a * size + a]!), covariance };
}

function diffuseLikelihood(system: JointSystem): Pick<FilteredLevel, "logLikelihood" | "slope"> {
  const { places, y, start, walk, solve, logDeterminant, weights, precision, residual } = system;
  const misfit = Matrix.sub(y, start).dot(residual);
  const freedom = places.length - 1;
  const projected = solve(walk).trace() - weights.transpose().mmul(walk).mmul(weights).get(0, 0) / precision;
  const gained = residual.transpose().mmul(walk).mmul(residual).get(0, 0);
  return {
    logLikelihood: -0.5 * (freedom * Math.log(2 * Math.PI) + logDeterminant + Math.log(precision) + misfit),
    slope: -0.5 * (projected - gained),
  };
}
