import { Matrix, determinant, inverse } from "ml-matrix";

/** Data of an area-level model: X is areas × columns, row-major; D the sampling variances. */
export interface AreaModel {
  x: Float64Array;
  columns: number;
  y: Float64Array;
  variances: Float64Array;
}

/** Generalised least squares at one model variance A, V = A + D. */
export interface AreaRegression {
  coefficients: Float64Array;
  /** Q = (X′V⁻¹X)⁻¹, columns × columns. */
  covariance: Matrix;
  /** x′β̂ per area. */
  fitted: Float64Array;
  /** A + D per area. */
  total: Float64Array;
  logDeterminant: number;
}

/**
 * Regression of direct estimates on covariates, each area weighted by 1/(A + D). O(areas · columns²).
 *
 * Source: Rao & Molina (2015), Small Area Estimation, section 6.1.
 *
 * @param modelVariance  A; with A = 0 every D must be positive
 */
export function regressAreas(model: AreaModel, modelVariance: number): AreaRegression {
  const { x, columns: p, y, variances } = model;
  const total = variances.map((d) => modelVariance + d);
  const cross = weightedCross(model, (i) => 1 / total[i]!);
  const covariance = inverse(cross);
  const moments = new Float64Array(p);
  for (let i = 0; i < y.length; i++)
    for (let a = 0; a < p; a++) moments[a]! += (x[i * p + a]! * y[i]!) / total[i]!;
  const coefficients = Float64Array.from(covariance.mmul(Matrix.columnVector(moments)).to1DArray());
  const fitted = y.map((_, i) => {
    let sum = 0;
    for (let a = 0; a < p; a++) sum += x[i * p + a]! * coefficients[a]!;
    return sum;
  });
  return { coefficients, covariance, fitted, total, logDeterminant: Math.log(determinant(cross)) };
}

/** X′ diag(weight) X. */
export function weightedCross({ x, columns: p, y }: AreaModel, weight: (area: number) => number): Matrix {
  const cross = new Float64Array(p * p);
  for (let i = 0, at = 0; i < y.length; i++, at += p) {
    const w = weight(i);
    for (let a = 0; a < p; a++) for (let b = 0; b <= a; b++) cross[a * p + b]! += w * x[at + a]! * x[at + b]!;
  }
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) cross[b * p + a] = cross[a * p + b]!;
  return Matrix.from1DArray(p, p, cross);
}

/** x′Qx of one area's row of X. */
export function quadraticForm(row: ArrayLike<number>, q: Matrix): number {
  let sum = 0;
  for (let a = 0; a < row.length; a++)
    for (let b = 0; b < row.length; b++) sum += row[a]! * q.get(a, b) * row[b]!;
  return sum;
}

/** tr(Q X′V⁻²X): what the estimated coefficients take off tr(V⁻¹). */
export function leverageTrace(model: AreaModel, { covariance, total }: AreaRegression): number {
  return covariance.mmul(weightedCross(model, (i) => 1 / total[i]! ** 2)).trace();
}
