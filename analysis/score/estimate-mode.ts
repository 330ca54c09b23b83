import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { countedAnswers } from "#analysis/score/counted-answers.ts";
import { domainShares, withoutLonely, type DomainShares } from "#analysis/score/domain-shares.ts";
import { checkedDomains, type CheckedDomain } from "#analysis/score/mode-domains.ts";
import { estimateItems } from "#analysis/score/mode-items.ts";
import type { ItemMoments } from "#analysis/score/share-moments.ts";
import type { Outcome } from "#analysis/score/withheld.ts";
import type { DontKnowRule, SheetItem, Tally } from "#analysis/tally.ts";

/** One probability mode's figures: the streets in the order asked for and, last, all together. */
export interface ModeEstimates extends DomainShares {
  items: Outcome<ItemMoments>[];
}

/**
 * Share and satisfaction rate of one mode by street and overall, and its items, with linearised variances.
 *
 * What cannot be given is withheld with its reason, as in `domainShares`. O(rows · (items + streets) + psus · streets²).
 *
 * @param tally  the whole mode's tally, drawn PSUs without responses included
 * @param sheet  items in the tally's order, weights summing to 1
 * @throws {DesignError} as `designCovariance`
 */
export function estimateMode(
  tally: Tally,
  design: SurveyDesign,
  sheet: readonly SheetItem[],
  rule: DontKnowRule,
  streets: readonly string[],
): ModeEstimates {
  const checked = checkedDomains(tally, design, streets);
  const { score } = countedAnswers(tally, sheet, rule);
  return {
    ...domainShares(tally, design, sheet, rule, checked),
    items: estimateItems(tally, withoutLonely(design), score, checked.at(-1) as CheckedDomain),
  };
}
