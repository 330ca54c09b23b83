import { areaLogLikelihood, type AreaLogLikelihood } from "#analysis/small-area/area-likelihood.ts";
import { leverageTrace, regressAreas, type AreaModel } from "#analysis/small-area/area-regression.ts";
import { predictAreas, type AreaPredictions } from "#analysis/small-area/predict-areas.ts";
import { modelVariance, type FayHerriotMethod } from "#analysis/small-area/model-variance.ts";
import { modelMatrix, type SampledAreas } from "#analysis/small-area/sampled-areas.ts";

/** A fitted area-level model y = x′β + u + e, Var u = model variance, Var e = sampling variance. */
export interface FayHerriotFit {
  method: FayHerriotMethod;
  areas: readonly string[];
  /** Variance between areas, in squared units of the estimates. */
  modelVariance: number;
  /** Asymptotic variance and bias of the estimated model variance. */
  varianceOfModelVariance: number;
  biasOfModelVariance: number;
  /** "(Intercept)", then the covariates. */
  names: readonly string[];
  coefficients: Float64Array;
  /** names × names, row-major. */
  coefficientCovariance: Float64Array;
  logLikelihood: AreaLogLikelihood;
  predictions: AreaPredictions;
}

/**
 * Fay-Herriot model: each area's direct estimate drawn towards what its covariates lead to expect.
 *
 * Takes the areas' sampling errors as independent with known variances; smooth variances from small samples
 * first (`smoothVariances`). O(areas · columns²) times some 200 steps.
 * Source: Fay & Herriot (1979), JASA 74, 269-277; Rao & Molina (2015), chapter 6.
 *
 * @param areas   at least three more than coefficients, at most one covariate for every ten
 * @param method  "adjusted-reml" (or "adjusted-ml") where "reml" gives a model variance of 0, which would
 *                make every area its regression
 * @throws {DesignError} as `modelMatrix` and `modelVariance`
 */
export function fitFayHerriot(areas: SampledAreas, method: FayHerriotMethod = "reml"): FayHerriotFit {
  const model: AreaModel = {
    x: modelMatrix(areas),
    columns: 1 + areas.covariates.length,
    y: areas.estimates,
    variances: areas.variances,
  };
  const variance = modelVariance(model, method);
  const regression = regressAreas(model, variance);
  const information = regression.total.reduce((sum, v) => sum + 1 / v ** 2, 0);
  const bias = biasOf(method, variance, leverageTrace(model, regression), information);
  return {
    method,
    areas: areas.ids,
    modelVariance: variance,
    varianceOfModelVariance: 2 / information,
    biasOfModelVariance: bias,
    names: ["(Intercept)", ...areas.covariates.map(({ name }) => name)],
    coefficients: regression.coefficients,
    coefficientCovariance: Float64Array.from(regression.covariance.to1DArray()),
    logLikelihood: areaLogLikelihood(model, regression),
    predictions: predictAreas(model, regression, variance, 2 / information, bias),
  };
}

/** Bias of order 1/m: none with REML, that of ML by Datta & Lahiri, + 2/A over it by Li & Lahiri. */
function biasOf(method: FayHerriotMethod, variance: number, leverage: number, information: number): number {
  if (method === "ml") return -leverage / information;
  if (method === "adjusted-ml") return (2 / variance - leverage) / information;
  return 0;
}
