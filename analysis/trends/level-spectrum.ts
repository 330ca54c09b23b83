import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { DesignError } from "#analysis/design-error.ts";
import { choleskyOf, dot, solveLower } from "#analysis/trends/cholesky.ts";
import { errorsAndWalk, type LevelSeries } from "#analysis/trends/level-series.ts";

/** What one q says of a series: of q itself, and of the level at the last time. */
export interface AtQ {
  logLikelihood: number;
  /** Of the log-likelihood in q. */
  slope: number;
  level: number;
  variance: number;
}

/** A series in coordinates in which its estimates are independent, whatever q is. */
interface Spectrum {
  /** Var of coordinate i is 1 + (q − base)·walk[i]. */
  base: number;
  walk: Float64Array;
  /** The estimates, a common start, and the walk's covariance with the level at the last time for q = 1. */
  y: Float64Array;
  ones: Float64Array;
  last: Float64Array;
  /** Time from the first estimate to the last time, and 2·log of the determinant of the coordinates. */
  elapsed: number;
  logDeterminant: number;
}

const found = new WeakMap<LevelSeries, Spectrum>();

/**
 * The diffuse log-likelihood of q, its slope, and the last level, where sampling errors of different times are correlated.
 *
 * The same model and start as `filterCorrelatedLevel`. O(times³) for a series' first q, O(times) for each further one:
 * estimates have covariance E + qW, E of the errors, W of the walk for q = 1; with LL′ = E + bW and L⁻¹WL⁻¹′ = UΛU′
 * the coordinates U′L⁻¹y have the covariance I + (q − b)Λ. Source: Golub & Van Loan (2013), section 8.7 (the
 * symmetric-definite generalised eigenproblem); the likelihood as in `filterCorrelatedLevel`.
 *
 * @throws {DesignError} as `observedPlaces`; `covariance-not-positive`
 */
export function correlatedAt(series: LevelSeries, q: number): AtQ {
  const spectrum = found.get(series) ?? spectrumOf(series);
  found.set(series, spectrum);
  const { base, walk, y, ones, last, elapsed, logDeterminant } = spectrum;
  const inverse = walk.map((each) => 1 / (1 + (q - base) * each));
  if (inverse.some((each) => !(each > 0 && each < MOST))) throw wavesNotPositive();
  const sum = (a: Float64Array, b: Float64Array) => a.reduce((s, _, i) => s + inverse[i]! * a[i]! * b[i]!, 0);
  const precision = sum(ones, ones);
  const start = sum(ones, y) / precision;
  const explainedOnes = q * sum(last, ones);
  let [logs, misfit, slope] = [logDeterminant + Math.log(precision), 0, 0];
  for (let i = 0; i < walk.length; i++) {
    const rest = y[i]! - start * ones[i]!;
    const gained = walk[i]! * inverse[i]!;
    logs -= Math.log(inverse[i]!);
    misfit += rest * rest * inverse[i]!;
    slope -= 0.5 * gained * (1 - (ones[i]! ** 2 * inverse[i]!) / precision - rest * rest * inverse[i]!);
  }
  return {
    logLikelihood: -0.5 * ((walk.length - 1) * Math.log(2 * Math.PI) + logs + misfit),
    slope,
    level: start + q * sum(last, y) - start * explainedOnes,
    variance: q * elapsed - q * q * sum(last, last) + (1 - explainedOnes) ** 2 / precision,
  };
}

/** Where errors leave a coordinate less than this part of what they do elsewhere, there are none. */
const MOST = 1e12;

function spectrumOf(series: LevelSeries): Spectrum {
  const { times, estimates } = series;
  const { places, errors, walk } = errorsAndWalk(series);
  const n = places.length;
  const since = places.map((place) => times[place]! - times[places[0]!]!);
  const trace = (of: Float64Array) => of.reduce((sum, value, k) => sum + (k % (n + 1) === 0 ? value : 0), 0);
  const base = n > 1 ? trace(errors) / trace(walk) : 0;
  const lower = choleskyOf(errors.map((value, k) => value + base * walk[k]!), n); // prettier-ignore
  if (!lower) throw wavesNotPositive();
  const rows = (of: Float64Array) =>
    Array.from({ length: n }, (_, i) => solveLower(lower, n, of.subarray(i * n, (i + 1) * n)));
  // L⁻¹W, and L⁻¹ of its transpose: both W and the result are symmetric.
  const half = rows(walk);
  const whole = rows(Float64Array.from({ length: n * n }, (_, k) => half[k % n]![Math.floor(k / n)]!));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(whole), {
    assumeSymmetric: true,
  });
  const basis = Array.from({ length: n }, (_, i) => eigenvectorMatrix.getColumn(i));
  const turned = (vector: ArrayLike<number>) => {
    const solved = solveLower(lower, n, vector);
    return Float64Array.from(basis, (axis) => dot(axis, solved));
  };
  const elapsed = times.at(-1)! - times[places[0]!]!;
  return {
    ...{ base, elapsed, walk: Float64Array.from(realEigenvalues, (value) => Math.max(0, value)) },
    y: turned(places.map((place) => estimates[place]!)),
    ones: turned(new Float64Array(n).fill(1)),
    last: turned(since),
    logDeterminant: 2 * Array.from({ length: n }, (_, i) => Math.log(lower[i * (n + 1)]!)).reduce((a, b) => a + b, 0), // prettier-ignore
  };
}

/** Of errors that leave some combination of the waves without any. */
export function wavesNotPositive(): DesignError {
  return new DesignError("covariance-not-positive", "the sampling covariance of the waves is not one");
}
