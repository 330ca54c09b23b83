import { quadraticForm, type AreaModel, type AreaRegression } from "#analysis/small-area/area-regression.ts";

/** Per area, in the model's order; mse in squared units of the estimates. */
export interface AreaPredictions {
  /** Weight of the direct estimate, A/(A + D). */
  gamma: Float64Array;
  /** x′β̂: what the covariates alone lead to expect. */
  synthetic: Float64Array;
  /** γ·direct + (1 − γ)·synthetic. */
  eblup: Float64Array;
  /** Parts of the mean squared error: of the known model, of estimating β, of estimating A. */
  g1: Float64Array;
  g2: Float64Array;
  g3: Float64Array;
  mse: Float64Array;
}

/**
 * Empirical best linear unbiased predictor of every sampled area, with its estimated mean squared error.
 *
 * g1 + g2 + 2·g3 − bias·B², B = D/(A + D). Where a positive bias (adjusted ML) would take g1 below 0, g1 counts
 * as 0: the sum then errs upwards.
 * Source: Prasad & Rao (1990), JASA 85, 163-171 (REML); Datta & Lahiri (2000), Statistica Sinica 10, 613-627
 * (ML); Li & Lahiri (2010).
 *
 * @param varianceOf  asymptotic variance of the model variance
 * @param bias        its asymptotic bias
 */
export function predictAreas(
  model: AreaModel,
  { covariance, fitted, total }: AreaRegression,
  modelVariance: number,
  varianceOf: number,
  bias: number,
): AreaPredictions {
  const { x, columns: p, y, variances } = model;
  const gamma = total.map((v) => modelVariance / v);
  const toRegression = variances.map((d, i) => d / total[i]!);
  const g1 = toRegression.map((b) => modelVariance * b);
  const g2 = toRegression.map((b, i) => b * b * quadraticForm(x.subarray(i * p, (i + 1) * p), covariance));
  const g3 = toRegression.map((b, i) => (b * b * varianceOf) / total[i]!);
  return {
    gamma,
    synthetic: fitted,
    eblup: fitted.map((expected, i) => expected + gamma[i]! * (y[i]! - expected)),
    g1,
    g2,
    g3,
    mse: g1.map((known, i) => Math.max(0, known - bias * toRegression[i]! ** 2) + g2[i]! + 2 * g3[i]!),
  };
}
