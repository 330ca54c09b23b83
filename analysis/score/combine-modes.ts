import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { LossMoments } from "#analysis/score/mode-losses.ts";
import type { ItemMoments, ShareMoments } from "#analysis/score/share-moments.ts";
import { isWithheld, type Outcome, type Withheld } from "#analysis/score/withheld.ts";

/**
 * λH + (1−λ)I of two independent samples: residents by household, passages by intercept.
 *
 * Variance λ²V_H + (1−λ)²V_I, df by Satterthwaite. A withheld part withholds the whole, λ never shifts; with
 * λ = 1 or 0 the other part is not looked at. Design effect against a simple random sample from the mixture.
 *
 * @param lambda  weight of the household share, in [0, 1]
 */
export function combineShares(
  lambda: number,
  household: Outcome<ShareMoments>,
  intercept: Outcome<ShareMoments>,
): Outcome<ShareMoments> {
  if (lambda === 1) return household;
  if (lambda === 0) return intercept;
  if (isWithheld(household) || isWithheld(intercept)) return reasonOf(household, intercept);
  const mu = 1 - lambda;
  const part = (h: Estimated, i: Estimated): Estimated => combineEstimates(lambda, h, i);
  const share = part(
    { ...household, estimate: household.share },
    { ...intercept, estimate: intercept.share },
  );
  const mean = lambda * household.ownShares.mean + mu * intercept.ownShares.mean;
  const square = ({ ownShares }: ShareMoments) => ownShares.variance + ownShares.mean ** 2;
  return {
    share: share.estimate,
    variance: share.variance,
    df: share.df,
    n: household.n + intercept.n,
    kishNeff: 1 / (lambda ** 2 / household.kishNeff + mu ** 2 / intercept.kishNeff),
    smallestKishNeff: Math.min(household.smallestKishNeff, intercept.smallestKishNeff),
    fewestPsus: Math.min(household.fewestPsus, intercept.fewestPsus),
    ownShares: { mean, variance: lambda * square(household) + mu * square(intercept) - mean ** 2 },
    satisfaction: part(household.satisfaction, intercept.satisfaction),
  };
}

/** The same combination of one item's mean scores. */
export function combineItems(
  lambda: number,
  household: Outcome<ItemMoments>,
  intercept: Outcome<ItemMoments>,
): Outcome<ItemMoments> {
  if (lambda === 1) return household;
  if (lambda === 0) return intercept;
  if (isWithheld(household) || isWithheld(intercept)) return reasonOf(household, intercept);
  const both = combineEstimates(
    lambda,
    { ...household, estimate: household.score },
    { ...intercept, estimate: intercept.score },
  );
  return {
    score: both.estimate,
    variance: both.variance,
    df: both.df,
    answered: household.answered + intercept.answered,
    dontKnow: lambda * household.dontKnow + (1 - lambda) * intercept.dontKnow,
  };
}

/** The same combination of points lost. */
export function combineLosses(
  lambda: number,
  household: Outcome<LossMoments>,
  intercept: Outcome<LossMoments>,
): Outcome<LossMoments> {
  if (lambda === 1) return household;
  if (lambda === 0) return intercept;
  if (isWithheld(household) || isWithheld(intercept)) return reasonOf(household, intercept);
  const { estimate, variance, df } = combineEstimates(
    lambda,
    { ...household, estimate: household.lost },
    { ...intercept, estimate: intercept.lost },
  );
  return { lost: estimate, variance, df };
}

/** The same combination of any other figure with its variance. */
export function combineFigures(
  lambda: number,
  household: Outcome<Estimated>,
  intercept: Outcome<Estimated>,
): Outcome<Estimated> {
  if (lambda === 1) return household;
  if (lambda === 0) return intercept;
  if (isWithheld(household) || isWithheld(intercept)) return reasonOf(household, intercept);
  return combineEstimates(lambda, household, intercept);
}

/** λ²C_H + (1−λ)²C_I, entry by entry. */
export function combineCovariances(
  lambda: number,
  household: Float64Array,
  intercept: Float64Array,
): Float64Array {
  const [h, i] = [lambda ** 2, (1 - lambda) ** 2];
  const combined = new Float64Array(household.length);
  for (let k = 0; k < combined.length; k++) combined[k] = h * household[k]! + i * intercept[k]!;
  return combined;
}

/** A missing mode says more than a shortage in the other. */
function reasonOf(household: object, intercept: object): Withheld {
  const reasons = [household, intercept].filter(isWithheld);
  return (reasons.find(({ withheld }) => withheld.code === "mode-missing") ?? reasons[0]) as Withheld;
}

/** An estimate with its variance and degrees of freedom. */
export interface Estimated {
  estimate: number;
  variance: number;
  df: number;
}

function combineEstimates(lambda: number, household: Estimated, intercept: Estimated): Estimated {
  const mu = 1 - lambda;
  const parts = [
    { variance: lambda ** 2 * household.variance, df: household.df },
    { variance: mu ** 2 * intercept.variance, df: intercept.df },
  ] as const;
  return {
    estimate: lambda * household.estimate + mu * intercept.estimate,
    variance: parts[0].variance + parts[1].variance,
    df: satterthwaiteDegrees(parts),
  };
}
