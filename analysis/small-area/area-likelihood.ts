import { determinant } from "ml-matrix";
import {
  leverageTrace,
  regressAreas,
  weightedCross,
  type AreaModel,
  type AreaRegression,
} from "#analysis/small-area/area-regression.ts";
import type { VarianceLikelihood } from "#analysis/small-area/likeliest-variance.ts";

const LOG_TWO_PI = Math.log(2 * Math.PI);

/** Log-likelihoods at given coefficients' best fit: the whole data's and that of the error contrasts. */
export interface AreaLogLikelihood {
  ml: number;
  reml: number;
}

/**
 * Profile and restricted normal log-likelihood of a model variance, constants included.
 *
 * The restricted one has (n − p)/2·log 2π and + ½ log|X′X|, as R's `nlme` reports it.
 * Source: Rao & Molina (2015), section 6.1.2.
 */
export function areaLogLikelihood(model: AreaModel, regression: AreaRegression): AreaLogLikelihood {
  const { fitted, total, logDeterminant } = regression;
  let ml = 0;
  for (let i = 0; i < fitted.length; i++) {
    const residual = model.y[i]! - fitted[i]!;
    ml -= 0.5 * (LOG_TWO_PI + Math.log(total[i]!) + (residual * residual) / total[i]!);
  }
  const plain = Math.log(determinant(weightedCross(model, () => 1)));
  return { ml, reml: ml + 0.5 * (model.columns * LOG_TWO_PI + plain - logDeterminant) };
}

/** The two log-likelihoods as functions of the model variance, with their derivatives. */
export function areaVarianceLikelihood(model: AreaModel, kind: keyof AreaLogLikelihood): VarianceLikelihood {
  return {
    logLikelihood: (variance) => areaLogLikelihood(model, regressAreas(model, variance))[kind],
    slope: (variance) => {
      const regression = regressAreas(model, variance);
      const { fitted, total } = regression;
      let slope = kind === "reml" ? leverageTrace(model, regression) : 0;
      for (let i = 0; i < fitted.length; i++) {
        const scaled = (model.y[i]! - fitted[i]!) / total[i]!;
        slope += scaled * scaled - 1 / total[i]!;
      }
      return slope / 2;
    },
  };
}
