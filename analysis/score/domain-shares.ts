import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { countedAnswers } from "#analysis/score/counted-answers.ts";
import { domainKish, ownShares } from "#analysis/score/design-effect.ts";
import { refuseUnanswered, type CheckedDomain } from "#analysis/score/mode-domains.ts";
import { estimateSatisfactionRates } from "#analysis/score/satisfaction-rate.ts";
import { NO_VARIATION, type ShareMoments } from "#analysis/score/share-moments.ts";
import { estimateShares, type Estimated } from "#analysis/score/share.ts";
import { isWithheld, withheld, type Outcome, type Withheld } from "#analysis/score/withheld.ts";
import type { DontKnowRule, SheetItem, Tally } from "#analysis/tally.ts";

/** One mode's shares in some domains, in the order asked for. */
export interface DomainShares {
  domains: Outcome<ShareMoments>[];
  /** domains², points², row-major; rows of withheld domains are 0. */
  covariance: Float64Array;
}

/**
 * Share and satisfaction rate of one mode in any domains, with the covariance between them.
 *
 * What cannot be given is withheld with its reason, domain by domain; under "fail" a stratum of one PSU silences
 * only the domains whose variance it has a part in. O(rows · (items + domains) + psus · domains²).
 *
 * @param tally    the whole mode's tally, drawn PSUs without responses included
 * @param sheet    items in the tally's order, weights summing to 1
 * @param checked  from `checkDomains` with the same tally and design
 * @throws {DesignError} as `designCovariance`
 */
export function domainShares(
  tally: Tally,
  design: SurveyDesign,
  sheet: readonly SheetItem[],
  rule: DontKnowRule,
  checked: readonly CheckedDomain[],
): DomainShares {
  const { score, satisfied } = countedAnswers(tally, sheet, rule);
  const weights = Float64Array.from(sheet, (item) => item.weight);
  const refusals = checked.map(
    ({ domain, refused }) => refused ?? refuseUnanswered(score, weights, domain, tally.mode),
  );
  const able = checked.filter((_, d) => refusals[d] === null).map(({ domain }) => domain);
  const checkedDesign = withoutLonely(design);
  const shares = estimateShares(score, weights, checkedDesign, able);
  const rates = estimateSatisfactionRates(satisfied, weights, checkedDesign, able);
  const columnOf = checked.map(({ domain }) => able.indexOf(domain));
  const domains = checked.map((entry, d): Outcome<ShareMoments> => {
    const column = columnOf[d]!;
    if (column < 0) return refusals[d] as Withheld;
    return momentsOf(tally, rule, design.factor, entry, shareAt(shares, column), shareAt(rates, column));
  });
  const given = columnOf.map((column, d) => (isWithheld(domains[d]!) ? -1 : column));
  return { domains, covariance: spread(shares.covariance, given, able.length) };
}

/** The design for domains already checked for strata of one PSU, which have no part in what is left. */
export function withoutLonely(design: SurveyDesign): SurveyDesign {
  return design.lonelyPsu === "fail" ? { ...design, lonelyPsu: "certainty" } : design;
}

function momentsOf(
  tally: Tally,
  rule: DontKnowRule,
  factor: Float64Array | null,
  { domain, degrees }: CheckedDomain,
  share: { estimate: number; variance: number },
  rate: { estimate: number; variance: number },
): Outcome<ShareMoments> {
  const own = ownShares(tally, rule, factor, domain);
  if (share.variance < NO_VARIATION || own.variance < NO_VARIATION)
    return withheld("no-variation", { mode: tally.mode });
  const { n, neff } = domainKish(tally, factor, domain);
  return {
    share: share.estimate,
    variance: share.variance,
    df: degrees.df,
    n,
    kishNeff: neff,
    smallestKishNeff: neff,
    fewestPsus: degrees.psus,
    ownShares: own,
    satisfaction: { ...rate, df: degrees.df },
  };
}

function shareAt(
  { estimates, covariance }: Estimated,
  column: number,
): { estimate: number; variance: number } {
  return { estimate: estimates[column]!, variance: covariance[column * (estimates.length + 1)]! };
}

/** A covariance of the columns that exist, laid out over all domains with 0 for the others. */
function spread(covariance: Float64Array, columnOf: readonly number[], columns: number): Float64Array {
  const size = columnOf.length;
  const whole = new Float64Array(size * size);
  columnOf.forEach((a, i) =>
    columnOf.forEach((b, j) => {
      if (a >= 0 && b >= 0) whole[i * size + j] = covariance[a * columns + b]!;
    }),
  );
  return whole;
}
