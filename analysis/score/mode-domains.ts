import { domainDegrees, type DomainDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { domainsBy, wholeDomain, type Domain } from "#analysis/estimation/domains.ts";
import { lonelyStratum } from "#analysis/estimation/lonely-strata.ts";
import { domainSums, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { withheld, type Withheld } from "#analysis/score/withheld.ts";
import type { Tally } from "#analysis/tally.ts";

/** A domain with its degrees of freedom, or why nothing can be estimated in it. */
export interface CheckedDomain {
  domain: Domain;
  degrees: DomainDegrees;
  refused: Withheld | null;
}

/**
 * Domains, each checked for whether a mode can speak about it.
 *
 * Refused with `mode-missing` where nobody answered, with `lonely-psu` where a stratum of one PSU has a part and the
 * design says "fail", with `too-few-psus` where no degree of freedom is left.
 */
export function checkDomains(
  { mode }: Pick<Tally, "mode">,
  { index, calibration, lonelyPsu }: SurveyDesign,
  domains: readonly Domain[],
): CheckedDomain[] {
  const refusal = (domain: Domain, degrees: DomainDegrees): Withheld | null => {
    if (domain.rows.length === 0) return withheld("mode-missing", { mode });
    const lonely = lonelyPsu === "fail" ? lonelyStratum(index, domain, calibration !== null) : null;
    if (lonely !== null) return withheld("lonely-psu", { mode, stratum: lonely });
    return degrees.df < 1 ? withheld("too-few-psus", { mode, psus: degrees.psus }) : null;
  };
  return domains.map((domain) => {
    const degrees = domainDegrees(index, domain);
    return { domain, degrees, refused: refusal(domain, degrees) };
  });
}

/**
 * The streets and, last, all of them together, which are refused where a street has no responses (`mode-missing`).
 */
export function checkedDomains(
  tally: Tally,
  design: SurveyDesign,
  streets: readonly string[],
): CheckedDomain[] {
  const checked = checkDomains(tally, design, [...domainsBy(tally, "street", streets), wholeDomain(tally)]);
  const overall = checked.at(-1) as CheckedDomain;
  const missing = checked.find(({ domain }) => domain.rows.length === 0);
  if (missing && overall.domain.rows.length > 0)
    overall.refused = withheld("mode-missing", { mode: tally.mode, street: missing.domain.id });
  return checked;
}

/** `item-unanswered` with the first item of non-zero weight that has no counted answer in a domain, or null. */
export function refuseUnanswered(
  table: RatioTable,
  weights: Float64Array,
  domain: Domain,
  mode: string,
): Withheld | null {
  return refuseUncounted(table.items, weights, domainSums(table, null, domain).denominator, mode);
}

/** The same from the domain's sums Σwa. */
export function refuseUncounted(
  items: readonly string[],
  weights: Float64Array,
  denominator: Float64Array,
  mode: string,
): Withheld | null {
  const item = items.find((_, i) => weights[i] !== 0 && !(denominator[i]! > 0));
  return item === undefined ? null : withheld("item-unanswered", { item, mode });
}
