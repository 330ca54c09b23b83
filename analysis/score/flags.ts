import type { Estimate } from "#analysis/score/estimate.ts";
import type { ShareMoments } from "#analysis/score/share-moments.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";

/** Why a share is to be read with care. */
export type Flag = "few-psus" | "small-effective-n" | "wide-interval";

const FEWEST_PSUS = 5;
const SMALLEST_EFFECTIVE_N = 30;
const WIDEST_HALF_INTERVAL = 1.5;

/**
 * Why a share should be read with the small-area estimate beside it: a mode that it uses has under 5 active PSUs
 * there or a Kish effective n under 30, or its interval is wider than ±1.5 points. None for a withheld share.
 */
export function flagsOf(moments: Outcome<ShareMoments>, estimate: Outcome<Estimate>): Flag[] {
  if (isWithheld(moments) || isWithheld(estimate)) return [];
  const flags: Flag[] = [];
  if (moments.fewestPsus < FEWEST_PSUS) flags.push("few-psus");
  if (moments.smallestKishNeff < SMALLEST_EFFECTIVE_N) flags.push("small-effective-n");
  if ((estimate.ci[1] - estimate.ci[0]) / 2 > WIDEST_HALF_INTERVAL) flags.push("wide-interval");
  return flags;
}
