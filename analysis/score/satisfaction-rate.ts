import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import type { Domain } from "#analysis/estimation/domains.ts";
import { ratioComposite, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { Estimated } from "#analysis/score/share.ts";

/**
 * The satisfaction rate (满意率) in each domain, Σ ω_i S_i in [0, 1] with S_i = Σws/Σwa the weighted fraction that
 * chose an option which the sheet marks as satisfied, with covariances between domains.
 *
 * @param satisfied  Σws over Σwa, from `countedAnswers`
 * @param weights    ω_i, summing to 1
 * @throws {DesignError} as `ratioComposite` and `linearisedCovariance`
 */
export function estimateSatisfactionRates(
  satisfied: RatioTable,
  weights: Float64Array,
  design: SurveyDesign,
  domains: readonly Domain[],
): Estimated {
  const linearised = ratioComposite(satisfied, weights, design.factor, domains);
  return { estimates: linearised.estimates, covariance: designCovariance(linearised, design) };
}
