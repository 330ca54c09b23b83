import { DesignError } from "#analysis/design-error.ts";
import type { Codes } from "#analysis/estimation/unit-design.ts";
import { covariateBalance, type CovariateBalance } from "#analysis/volunteers/covariate-balance.ts";
import { fitPropensity, type Propensity, type TwoSamples } from "#analysis/volunteers/propensity.ts";
import { kishEffectOf, type KishEffect } from "#analysis/weighting/kish.ts";

/** A weight a volunteer, and what variances need of the model behind it. */
export interface PseudoWeights {
  method: "chen-li-wu" | "adjusted-logistic" | "elliott-valliant";
  /** Per volunteer, in persons of the population. */
  weights: Float64Array;
  /** ∂weight/∂(x′β) per volunteer. */
  slope: Float64Array;
  propensity: Propensity;
  kish: KishEffect;
  balance: CovariateBalance[];
}

/**
 * Weights 1/π for volunteers, π estimated so that Σ_B x = Σ_A d π(x) x.
 *
 * Right if taking part depends on the covariates only and everybody may take part. O((volunteers + reference) · p²).
 * Source: Chen, Li & Wu (2020), JASA 115, 2011-2021, section 3.1.
 *
 * @throws {DesignError} as `fitPropensity`
 */
export function chenLiWuWeights(samples: TwoSamples): PseudoWeights {
  const propensity = fitPropensity(samples, 0, samples.referenceWeights);
  const odds = propensity.linear.map((eta) => Math.exp(-eta));
  return described("chen-li-wu", samples, propensity, odds.map((inverse) => 1 + inverse), odds); // prettier-ignore
}

/**
 * Weights (1 − p)/p for volunteers, p from a logistic regression of volunteers against the weighted reference sample.
 *
 * The odds, not 1/p, since the reference sample stands for the volunteers as well; close to Chen, Li & Wu where few take part.
 * Source: Wang, Valliant & Li (2021), Statistics in Medicine 40, 5237-5250.
 *
 * @throws {DesignError} as `fitPropensity`
 */
export function adjustedLogisticWeights(samples: TwoSamples): PseudoWeights {
  const propensity = fitPropensity(samples, 1, samples.referenceWeights);
  const odds = propensity.linear.map((eta) => Math.exp(-eta));
  return described("adjusted-logistic", samples, propensity, odds, odds);
}

/**
 * Weights d̄ (1 − p)/p for volunteers, p from an unweighted logistic regression of volunteers against the reference sample,
 * d̄ the mean reference weight of the volunteer's class (street), taken as known.
 *
 * Source: Elliott & Valliant (2017), Statistical Science 32, 249-264, section 3.2.
 *
 * @param classes  of both samples, with labels in common
 * @throws {DesignError} `class-unknown` {class} if volunteers are of a class without reference rows; as `fitPropensity`
 */
export function elliottValliantWeights(
  samples: TwoSamples,
  classes: { volunteers: Codes; reference: Codes },
): PseudoWeights {
  const { referenceWeights } = samples;
  const sums = new Map<string, { weight: number; n: number }>();
  classes.reference.codes.forEach((code, row) => {
    const label = classes.reference.labels[code]!;
    const { weight, n } = sums.get(label) ?? { weight: 0, n: 0 };
    sums.set(label, { weight: weight + referenceWeights[row]!, n: n + 1 });
  });
  const mean = Float64Array.from(classes.volunteers.codes, (code) => {
    const label = classes.volunteers.labels[code]!;
    const sum = sums.get(label);
    if (!sum) throw new DesignError("class-unknown", `no reference row is in ${label}`, { class: label });
    return sum.weight / sum.n;
  });
  const propensity = fitPropensity(samples, 1, new Float64Array(referenceWeights.length).fill(1));
  const weights = propensity.linear.map((eta, row) => mean[row]! * Math.exp(-eta));
  return described("elliott-valliant", samples, propensity, weights, weights);
}

function described(
  method: PseudoWeights["method"],
  samples: TwoSamples,
  propensity: Propensity,
  weights: Float64Array,
  fall: Float64Array,
): PseudoWeights {
  const slope = fall.map((value) => -value);
  const balance = covariateBalance(samples, weights);
  return { method, weights, slope, propensity, kish: kishEffectOf(weights), balance };
}
