import type { Regression } from "#analysis/regression/fit-regression.ts";
import { LINKS } from "#analysis/regression/links.ts";
import type { ModelMatrix } from "#analysis/regression/model-matrix.ts";

/** A prediction for each row: x′β and its mean, with standard errors from the coefficients' covariance. */
export interface Predictions {
  linear: Float64Array;
  linearSe: Float64Array;
  mean: Float64Array;
  meanSe: Float64Array;
}

/**
 * Means predicted for rows of regressors; standard errors are of the mean, not of one person's answer.
 *
 * Delta method on the mean's scale. O(rows · p²). Source: Lumley (2010), chapter 5; R's `predict.svyglm`.
 *
 * @param x  with the fit's columns in the fit's order
 * @throws {RangeError} if the columns are not the fit's
 */
export function predictRegression(fit: Regression, x: ModelMatrix): Predictions {
  const p = fit.names.length;
  if (x.names.length !== p || x.names.some((name, j) => name !== fit.names[j]))
    throw new RangeError(`predictions need the regressors ${fit.names.join(", ")}`);
  const link = LINKS[fit.family];
  const linear = new Float64Array(x.rows);
  const linearSe = new Float64Array(x.rows);
  for (let row = 0; row < x.rows; row++) {
    let variance = 0;
    for (let i = 0; i < p; i++) {
      const left = x.values[row * p + i]!;
      linear[row]! += left * fit.coefficients[i]!;
      for (let j = 0; j < p; j++) variance += left * fit.covariance[i * p + j]! * x.values[row * p + j]!;
    }
    linearSe[row] = Math.sqrt(variance);
  }
  const mean = linear.map(link.mean);
  return { linear, linearSe, mean, meanSe: mean.map((mu, row) => link.slope(mu) * linearSe[row]!) };
}
