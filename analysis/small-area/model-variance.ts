import { DesignError } from "#analysis/design-error.ts";
import { liLahiriAdjusted, yoshimoriLahiriAdjusted } from "#analysis/small-area/adjusted-likelihood.ts";
import { areaVarianceLikelihood } from "#analysis/small-area/area-likelihood.ts";
import type { AreaModel } from "#analysis/small-area/area-regression.ts";
import { likeliestVariance } from "#analysis/small-area/likeliest-variance.ts";

/**
 * How the variance between areas is estimated: restricted or full maximum likelihood; `adjusted-ml` (Li &
 * Lahiri) and `adjusted-reml` (Yoshimori & Lahiri) never give 0.
 */
export type FayHerriotMethod = "reml" | "ml" | "adjusted-ml" | "adjusted-reml";

/**
 * The variance between areas that the covariates leave. O(areas · columns²) a step.
 *
 * An area with sampling variance 0 makes every likelihood but the restricted one unbounded at 0.
 * Source: Rao & Molina (2015), section 6.1.2; the adjusted ones as named there.
 *
 * @throws {DesignError} `zero-sampling-variance` where such an area leaves the model variance undetermined:
 *   smooth the variances first
 */
export function modelVariance(model: AreaModel, method: FayHerriotMethod): number {
  const exact = model.variances.some((d) => d === 0);
  if (exact && method !== "reml") throw zeroVariance(method);
  const mean = model.y.reduce((sum, y) => sum + y, 0) / model.y.length;
  const scale =
    model.y.reduce((sum, y) => sum + (y - mean) ** 2, 0) / model.y.length +
    model.variances.reduce((sum, d) => sum + d, 0) / model.y.length;
  if (!(scale > 0)) throw zeroVariance(method);
  const variance = likeliest(model, method, scale, exact);
  if (exact && !(variance > scale * 1e-9)) throw zeroVariance(method);
  return variance;
}

function likeliest(model: AreaModel, method: FayHerriotMethod, scale: number, exact: boolean): number {
  const ml = areaVarianceLikelihood(model, "ml");
  const reml = areaVarianceLikelihood(model, "reml");
  switch (method) {
    case "reml":
      return likeliestVariance(reml, scale, !exact);
    case "ml":
      return likeliestVariance(ml, scale);
    case "adjusted-ml":
      return likeliestVariance(liLahiriAdjusted(ml), scale, false);
    case "adjusted-reml":
      return likeliestVariance(yoshimoriLahiriAdjusted(reml, model.variances), scale, false);
  }
}

function zeroVariance(method: FayHerriotMethod): DesignError {
  return new DesignError(
    "zero-sampling-variance",
    `an area with sampling variance 0 leaves the model variance undetermined (${method})`,
    { method },
  );
}
