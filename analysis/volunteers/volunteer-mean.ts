import { DesignError } from "#analysis/design-error.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { Domain } from "#analysis/estimation/domains.ts";
import { kishEffect, type KishEffect } from "#analysis/weighting/kish.ts";
import { addPropensity, twoSampleVariance, type TwoSampleVariance, type VolunteerStudy } from "#analysis/volunteers/two-sample-variance.ts"; // prettier-ignore

/** A pseudo-weighted mean with both variances. */
export interface VolunteerMean {
  estimate: number;
  /** With the pseudo-weights as they are, by the volunteers' design alone. */
  fixed: { variance: number; df: number };
  /** With the estimation of the pseudo-weights carried, from both samples. */
  carried: TwoSampleVariance;
  kish: KishEffect;
}

/**
 * Mean of volunteers' answers with pseudo-weights: Σwy / Σw.
 *
 * O(volunteers + reference). Source: Chen, Li & Wu (2020), JASA 115, section 3.
 *
 * @param y       per volunteer, NaN where missing
 * @param domain  volunteers that count; all unless given
 * @throws {DesignError} `item-unanswered` if nobody in the domain answered; those of the covariance
 */
export function volunteerMean(study: VolunteerStudy, y: Float64Array, domain?: Domain): VolunteerMean {
  const { weights } = study.pseudo;
  const rows = (domain?.rows ?? new Int32Array(y.length).map((_, row) => row)).filter(
    (row) => !Number.isNaN(y[row]!),
  );
  let [sumW, sumW2, sumWY] = [0, 0, 0];
  for (const row of rows) {
    const w = weights[row]!;
    sumW += w;
    sumW2 += w * w;
    sumWY += w * y[row]!;
  }
  if (!(sumW > 0))
    throw new DesignError("item-unanswered", "no volunteer answered", { domain: domain?.id ?? "" });
  const estimate = sumWY / sumW;
  const derivative = new Float64Array(y.length);
  for (const row of rows) derivative[row] = (y[row]! - estimate) / sumW;
  const own = derivative.map((value, row) => value * weights[row]!);
  const plain = { ...study.volunteers, factor: null, calibration: null };
  const fixed = {
    variance: designCovariance({ values: own, columns: 1 }, plain)[0]!,
    df: designDegrees(plain.index),
  };
  const contributions = { volunteers: own, reference: new Float64Array(study.samples.reference.rows) };
  addPropensity(study, derivative, contributions);
  const carried = twoSampleVariance(study, contributions);
  return { estimate, fixed, carried, kish: kishEffect(rows.length, sumW, sumW2) };
}
