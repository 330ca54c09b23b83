import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { domainSums, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import { ratiosByItem } from "#analysis/estimation/ratios-by-item.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { CheckedDomain } from "#analysis/score/mode-domains.ts";
import type { ItemMoments } from "#analysis/score/share-moments.ts";
import { withheld, type Outcome } from "#analysis/score/withheld.ts";
import type { Tally } from "#analysis/tally.ts";

/**
 * Mean score of every item of a tally over all streets, each on its own counted answers.
 *
 * @throws {DesignError} as `designCovariance`
 */
export function estimateItems(
  tally: Tally,
  design: SurveyDesign,
  score: RatioTable,
  overall: CheckedDomain,
): Outcome<ItemMoments>[] {
  const { mode } = tally;
  const { domain, degrees, refused } = overall;
  if (refused) return tally.items.map(() => refused);
  const ratios = ratiosByItem(score, design.factor, domain);
  const covariance = designCovariance(ratios, design);
  const asked = itemCounts(tally, design.factor, overall);
  const columnOf = new Map(ratios.itemOfColumn.map((item, column) => [item, column]));
  return tally.items.map((item, i) => {
    const column = columnOf.get(i);
    if (column === undefined) return withheld("item-unanswered", { item, mode });
    return {
      score: ratios.estimates[column]!,
      variance: covariance[column * ratios.columns + column]!,
      df: degrees.df,
      answered: asked.answered[i]!,
      dontKnow: asked.dontKnow[i]!,
    };
  });
}

/** Per item: substantive answers, and the weighted fraction of "don't know" beside them (0 where neither). */
export function itemCounts(
  tally: Tally,
  factor: Float64Array | null,
  { domain }: Pick<CheckedDomain, "domain">,
): { answered: Float64Array; dontKnow: Float64Array } {
  const { items, rows } = tally;
  const table = { items, rows, numerator: tally.wDontKnow, denominator: tally.wAnswered };
  const sums = domainSums(table, factor, domain);
  const counts = domainSums(
    { items, rows, numerator: tally.answered, denominator: tally.answered },
    null,
    domain,
  );
  const dontKnow = sums.numerator.map((unsure, i) => {
    const all = unsure + sums.denominator[i]!;
    return all > 0 ? unsure / all : 0;
  });
  return { answered: counts.numerator, dontKnow };
}
