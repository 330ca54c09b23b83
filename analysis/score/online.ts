import { wholeDomain } from "#analysis/estimation/domains.ts";
import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { tInterval, type CriticalValue, type Interval } from "#analysis/estimation/intervals.ts";
import { domainSums } from "#analysis/estimation/ratio-composite.ts";
import { countedAnswers } from "#analysis/score/counted-answers.ts";
import { domainKish, ownShares } from "#analysis/score/design-effect.ts";
import { toEstimate, type Estimate } from "#analysis/score/estimate.ts";
import { refuseUnanswered } from "#analysis/score/mode-domains.ts";
import { NO_VARIATION, type ShareMoments } from "#analysis/score/share-moments.ts";
import { SHARE_POINTS } from "#analysis/score/share.ts";
import { isWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import type { DontKnowRule, SheetItem, Tally } from "#analysis/tally.ts";

/** Volunteers' answers: beside the headline, never in it. */
export type OnlineEstimates = Estimate & {
  flags: ["volunteers"];
  /** Online less combined, in points. */
  difference: Outcome<{ estimate: number; se: number; ci: Interval; df: number }>;
};

/**
 * The share of those who answered online by themselves, as if they were a simple random sample.
 *
 * They are not one: the standard error leaves out who chose to answer, hence the flag. Variance of the share is
 * that of own shares over the effective n; of the satisfaction rate, the largest that the items' variances allow,
 * (Σ ω_i se_i)², since a tally does not hold the covariances between items within a person.
 */
export function estimateOnline(
  tally: Tally | null,
  sheet: readonly SheetItem[],
  rule: DontKnowRule,
  combined: Outcome<ShareMoments>,
  critical: CriticalValue,
): Outcome<OnlineEstimates> {
  const moments = tally ? onlineMoments(tally, sheet, rule) : withheld("mode-missing", { mode: "online" });
  if (isWithheld(moments)) return moments;
  const estimate = toEstimate(moments, critical) as Estimate;
  return { ...estimate, flags: ["volunteers"], difference: modeDifference(moments, combined, critical) };
}

function onlineMoments(tally: Tally, sheet: readonly SheetItem[], rule: DontKnowRule): Outcome<ShareMoments> {
  const { mode } = tally;
  const domain = wholeDomain(tally);
  if (domain.rows.length === 0) return withheld("mode-missing", { mode });
  const { score, satisfied } = countedAnswers(tally, sheet, rule);
  const weights = Float64Array.from(sheet, (item) => item.weight);
  const refused = refuseUnanswered(score, weights, domain, mode);
  if (refused) return refused;
  const kish = domainKish(tally, null, domain);
  if (kish.n < 2) return withheld("too-few-responses", { mode, n: kish.n });
  const own = ownShares(tally, rule, null, domain);
  if (own.variance < NO_VARIATION) return withheld("no-variation", { mode });
  const scores = domainSums(score, null, domain);
  const choices = domainSums(satisfied, null, domain);
  let [share, rate, rateSe] = [0, 0, 0];
  weights.forEach((weight, i) => {
    if (weight === 0) return;
    const answered = scores.denominator[i]!;
    const p = choices.numerator[i]! / answered;
    share += (SHARE_POINTS * weight * scores.numerator[i]!) / answered;
    rate += weight * p;
    rateSe += weight * Math.sqrt((p * (1 - p) * kish.sumW) / (kish.neff * answered));
  });
  const df = kish.n - 1;
  return {
    share,
    variance: own.variance / kish.neff,
    df,
    n: kish.n,
    kishNeff: kish.neff,
    smallestKishNeff: kish.neff,
    fewestPsus: kish.n,
    ownShares: own,
    satisfaction: { estimate: rate, variance: rateSe ** 2, df },
  };
}

function modeDifference(
  online: ShareMoments,
  combined: Outcome<ShareMoments>,
  critical: CriticalValue,
): OnlineEstimates["difference"] {
  if (isWithheld(combined)) return combined;
  const estimate = online.share - combined.share;
  const se = Math.sqrt(online.variance + combined.variance);
  const df = satterthwaiteDegrees([online, combined]);
  return { estimate, se, ci: tInterval(estimate, se, df, critical), df };
}
