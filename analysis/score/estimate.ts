import { DesignError } from "#analysis/design-error.ts";
import {
  logitInterval,
  tInterval,
  type CriticalValue,
  type Interval,
} from "#analysis/estimation/intervals.ts";
import { NO_VARIATION, type ItemMoments, type ShareMoments } from "#analysis/score/share-moments.ts";
import { isWithheld, orWithheld, type Outcome } from "#analysis/score/withheld.ts";

/** A rate or mean score in [0, 1] with its interval on the logit scale. */
export interface Rate {
  estimate: number;
  se: number;
  ci: Interval;
}

/** A share in points of 20, with everything that must stand beside it. */
export interface Estimate {
  share: number;
  se: number;
  ci: Interval;
  df: number;
  n: number;
  /** n / deff. */
  neff: number;
  /** V / V of a simple random sample of n respondents' own shares. */
  deff: number;
  /** Kish's effective n, of the weights alone. */
  kishNeff: number;
  satisfactionRate: Outcome<Rate>;
}

/** An item's mean score R, don't-know fraction and answers. */
export interface ItemEstimate extends Rate {
  df: number;
  answered: number;
  dontKnow: number;
}

/** Moments to a published share; t interval, not cut at 0 or 20. */
export function toEstimate(moments: Outcome<ShareMoments>, critical: CriticalValue): Outcome<Estimate> {
  if (isWithheld(moments)) return moments;
  const { share, variance, df, n, kishNeff, ownShares, satisfaction } = moments;
  const se = Math.sqrt(variance);
  const neff = ownShares.variance / variance;
  return {
    share,
    se,
    ci: tInterval(share, se, df, critical),
    df,
    n,
    neff,
    deff: n / neff,
    kishNeff,
    satisfactionRate: orWithheld(() => toRate(satisfaction, critical)),
  };
}

/** Moments to a published item. */
export function toItemEstimate(
  moments: Outcome<ItemMoments>,
  critical: CriticalValue,
): Outcome<ItemEstimate> {
  if (isWithheld(moments)) return moments;
  const { score, variance, df, answered, dontKnow } = moments;
  return orWithheld(() => ({
    ...toRate({ estimate: score, variance, df }, critical),
    df,
    answered,
    dontKnow,
  }));
}

function toRate(
  { estimate, variance, df }: { estimate: number; variance: number; df: number },
  critical: CriticalValue,
): Rate {
  if (variance < NO_VARIATION)
    throw new DesignError("no-variation", "all answers are the same: no interval can be given", { estimate });
  const se = Math.sqrt(variance);
  return { estimate, se, ci: logitInterval(estimate, se, df, critical) };
}
