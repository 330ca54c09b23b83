import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { ratioComposite, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { countedAnswers } from "#analysis/score/counted-answers.ts";
import { domainKish, ownShares } from "#analysis/score/design-effect.ts";
import { checkedDomains, refuseUnanswered, type CheckedDomain } from "#analysis/score/mode-domains.ts";
import { estimateItems } from "#analysis/score/mode-items.ts";
import { NO_VARIATION, type ItemMoments, type ShareMoments } from "#analysis/score/share-moments.ts";
import { isWithheld, withheld, type Outcome, type Withheld } from "#analysis/score/withheld.ts";
import type { DontKnowRule, SheetItem, Tally } from "#analysis/tally.ts";

/** One probability mode's figures: the streets in the order asked for and, last, all together. */
export interface ModeEstimates {
  domains: Outcome<ShareMoments>[];
  /** (streets + 1)², points², row-major; rows of withheld domains are 0. */
  covariance: Float64Array;
  items: Outcome<ItemMoments>[];
}

/** Points a full share is worth. */
const POINTS = 20;

/**
 * Share, satisfaction rate and items of one mode, by street and overall, with linearised variances.
 *
 * What cannot be given is withheld with its reason, domain by domain. O(rows · streets + psus · streets²).
 *
 * @param tally  the whole mode's tally, drawn PSUs without responses included
 * @param sheet  items in the tally's order, weights summing to 1
 */
export function estimateMode(
  tally: Tally,
  design: SurveyDesign,
  sheet: readonly SheetItem[],
  rule: DontKnowRule,
  streets: readonly string[],
): ModeEstimates {
  const { score, satisfied } = countedAnswers(tally, sheet, rule);
  const weights = Float64Array.from(sheet, (item) => item.weight);
  const checked = checkedDomains(tally, design.index, streets);
  const overall = checked[checked.length - 1] as CheckedDomain;
  const outcomes = checked.map(
    ({ domain, refused }): Withheld | null => refused ?? refuseUnanswered(score, weights, domain, tally.mode),
  );
  const able = checked.filter((_, d) => outcomes[d] === null);
  const domainsAble = able.map(({ domain }) => domain);
  const estimated = (table: RatioTable, scale: number) => {
    const scaled = weights.map((weight) => weight * scale);
    const linearised = ratioComposite(table, scaled, design.factor, domainsAble);
    return { estimates: linearised.estimates, ...designCovariance(linearised, design) };
  };
  const shares = estimated(score, POINTS);
  const rates = estimated(satisfied, 1);
  const columns = able.length;
  const size = checked.length;
  const covariance = new Float64Array(size * size);
  const columnOf = new Map(able.map((domain, column) => [domain, column]));
  const domains = checked.map((entry, d): Outcome<ShareMoments> => {
    const column = columnOf.get(entry);
    if (column === undefined) return outcomes[d] as Withheld;
    const stratum = shares.lonely[column];
    if (stratum) return withheld("lonely-psu", { mode: tally.mode, stratum });
    const { domain, degrees } = entry;
    const variance = shares.covariance[column * columns + column]!;
    const own = ownShares(tally, rule, design.factor, domain);
    if (variance < NO_VARIATION || own.variance < NO_VARIATION)
      return withheld("no-variation", { mode: tally.mode });
    const kish = domainKish(tally, design.factor, domain);
    return {
      share: shares.estimates[column]!,
      variance,
      df: degrees.df,
      n: kish.n,
      kishNeff: kish.neff,
      smallestKishNeff: kish.neff,
      fewestPsus: degrees.psus,
      ownShares: own,
      satisfaction: {
        estimate: rates.estimates[column]!,
        variance: rates.covariance[column * columns + column]!,
        df: degrees.df,
      },
    };
  });
  checked.forEach((a, i) =>
    checked.forEach((b, j) => {
      if (isWithheld(domains[i]!) || isWithheld(domains[j]!)) return;
      covariance[i * size + j] = shares.covariance[columnOf.get(a)! * columns + columnOf.get(b)!]!;
    }),
  );
  return { domains, covariance, items: estimateItems(tally, design, score, overall) };
}
