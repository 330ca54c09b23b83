import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import type { Domain } from "#analysis/estimation/domains.ts";
import { ratioComposite, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/** Points that the questionnaire survey is worth. */
export const SHARE_POINTS = 20;

/** Estimates, one a domain, and their covariance, row-major. */
export interface Estimated {
  estimates: Float64Array;
  covariance: Float64Array;
}

/**
 * The share in each domain, 20·Σ ω_i R_i with R_i = Σway/Σwa, in points, with covariances between domains.
 *
 * @param score    Σway over Σwa, from `countedAnswers`
 * @param weights  ω_i, summing to 1
 * @throws {DesignError} as `ratioComposite` and `linearisedCovariance`
 */
export function estimateShares(
  score: RatioTable,
  weights: Float64Array,
  design: SurveyDesign,
  domains: readonly Domain[],
): Estimated {
  const points = weights.map((weight) => SHARE_POINTS * weight);
  const linearised = ratioComposite(score, points, design.factor, domains);
  return { estimates: linearised.estimates, covariance: designCovariance(linearised, design) };
}
