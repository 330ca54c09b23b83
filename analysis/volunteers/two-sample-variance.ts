import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { designDegrees, satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { PseudoWeights } from "#analysis/volunteers/pseudo-weights.ts";
import type { TwoSamples } from "#analysis/volunteers/propensity.ts";

/** Two samples with what their variances need. */
export interface VolunteerStudy {
  samples: TwoSamples;
  pseudo: PseudoWeights;
  /** Strata and PSUs of the volunteers (for answers sent in one by one: each its own PSU); its weights are not looked at. */
  volunteers: SurveyDesign;
  reference: SurveyDesign;
}

/** An estimate's contributions by row, weights included: their totals' variance is the estimate's. */
export interface Contributions {
  volunteers: Float64Array;
  reference: Float64Array;
}

/** A variance from two designs. */
export interface TwoSampleVariance {
  variance: number;
  /** Satterthwaite's, from both designs. */
  df: number;
}

/**
 * Adds what the estimation of the pseudo-weights contributes, in place.
 *
 * γ = J⁻¹ Σ_B (∂θ/∂w)(∂w/∂η) x, J the propensity equations' information; each row of either sample adds s·x′γ.
 * Source: Chen, Li & Wu (2020), JASA 115, theorem 1; Binder (1983).
 *
 * @param derivative  ∂θ/∂w per volunteer
 */
export function addPropensity(
  { samples, pseudo }: VolunteerStudy,
  derivative: Float64Array,
  contributions: Contributions,
): void {
  const { propensity, slope } = pseudo;
  const p = propensity.coefficients.length;
  const moments = new Float64Array(p);
  derivative.forEach((value, row) => {
    for (let j = 0; j < p; j++) moments[j]! += value * slope[row]! * samples.volunteers.values[row * p + j]!;
  });
  const gamma = moments.map((_, i) =>
    moments.reduce((sum, m, j) => sum + propensity.inverse[i * p + j]! * m, 0),
  );
  const add = (to: Float64Array, score: Float64Array, x: Float64Array) =>
    score.forEach((s, row) => {
      for (let j = 0; j < p; j++) to[row]! += s * gamma[j]! * x[row * p + j]!;
    });
  add(contributions.volunteers, propensity.volunteerScore, samples.volunteers.values);
  add(contributions.reference, propensity.referenceScore, samples.reference.values);
}

/**
 * Variance of an estimate from two independent samples: the sum of both, each by its own design, calibration included.
 *
 * @throws {DesignError} as `linearisedCovariance`
 */
export function twoSampleVariance(
  { volunteers, reference }: VolunteerStudy,
  contributions: Contributions,
): TwoSampleVariance {
  const { factor } = reference;
  const base = contributions.reference.map((value, row) => (factor ? value / factor[row]! : value));
  const parts = [
    { design: { ...volunteers, factor: null, calibration: null }, values: contributions.volunteers },
    { design: reference, values: base },
  ].map(({ design, values }) => ({
    variance: designCovariance({ values, columns: 1 }, design)[0]!,
    df: designDegrees(design.index),
  }));
  return { variance: parts[0]!.variance + parts[1]!.variance, df: satterthwaiteDegrees(parts) };
}
