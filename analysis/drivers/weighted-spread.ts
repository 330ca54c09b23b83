import { Matrix, inverse } from "ml-matrix";

/** Weighted covariances Σ w (x − x̄)(z − z̄) / Σ w. O(rows · columns²). */
export function weightedCovariance(
  columns: readonly Float64Array[],
  weights: Float64Array,
  rows: Int32Array,
): number[][] {
  let total = 0;
  for (const row of rows) total += weights[row]!;
  const means = columns.map(
    (column) => rows.reduce((sum, row) => sum + weights[row]! * column[row]!, 0) / total,
  );
  return columns.map((x, i) =>
    columns.map(
      (z, j) =>
        rows.reduce((sum, row) => sum + weights[row]! * (x[row]! - means[i]!) * (z[row]! - means[j]!), 0) /
        total,
    ),
  );
}

/**
 * Variance inflation factors: how many times larger the variance of a coefficient is than were its regressor unrelated to
 * the others; the diagonal of the inverse of their correlations.
 *
 * O(columns³). Source: Marquardt (1970), Technometrics 12, 591-612; with weights Liao & Valliant (2012), Survey
 * Methodology 38, 53-62 (here without their design factor).
 *
 * @param covariance  of regressors none of which follows from the others
 */
export function varianceInflation(covariance: readonly (readonly number[])[]): number[] {
  const sd = covariance.map((row, j) => Math.sqrt(row[j]!));
  const correlations = covariance.map((row, i) => row.map((value, j) => value / (sd[i]! * sd[j]!)));
  const inverted = inverse(new Matrix(correlations));
  return covariance.map((_, j) => inverted.get(j, j));
}
