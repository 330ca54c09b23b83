import { Matrix } from "ml-matrix";
import { DesignError } from "#analysis/design-error.ts";
import { quadraticForm } from "#analysis/small-area/area-regression.ts";
import type { FayHerriotFit } from "#analysis/small-area/fay-herriot.ts";

/**
 * Estimate of an area without a sample: x′β̂, mean squared error A + x′Qx.
 *
 * Source: Rao & Molina (2015), section 6.2.1.
 *
 * @param covariates  by name, those of the fit
 * @throws {DesignError} `covariate-unknown` if one of the fit's covariates is not given
 */
export function predictUnsampled(
  fit: FayHerriotFit,
  covariates: Readonly<Record<string, number>>,
): { estimate: number; mse: number } {
  const row = fit.names.map((name, k) => {
    const value = k === 0 ? 1 : covariates[name];
    if (value === undefined || !Number.isFinite(value))
      throw new DesignError("covariate-unknown", `${name} is not known`, { covariate: name });
    return value;
  });
  const p = row.length;
  const covariance = Matrix.from1DArray(p, p, fit.coefficientCovariance);
  return {
    estimate: row.reduce((sum, value, k) => sum + value * fit.coefficients[k]!, 0),
    mse: fit.modelVariance + quadraticForm(row, covariance),
  };
}
