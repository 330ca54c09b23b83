import { linearisedCovariance } from "#analysis/estimation/linearised-covariance.ts";
import { psuTotals } from "#analysis/estimation/psu-totals.ts";
import { domainSums, ratioComposite, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import { itemCounts } from "#analysis/score/mode-items.ts";
import { countedAnswers } from "#analysis/score/counted-answers.ts";
import { withoutLonely } from "#analysis/score/domain-shares.ts";
import { checkedDomains, type CheckedDomain } from "#analysis/score/mode-domains.ts";
import { NO_VARIATION } from "#analysis/score/share-moments.ts";
import type { ModeDesign } from "#analysis/score/wave-designs.ts";
import { withheld, type Outcome } from "#analysis/score/withheld.ts";
import type { DontKnowRule, SheetItem } from "#analysis/tally.ts";
import type { SeriesPart } from "#analysis/trends/series-parts.ts";

/** One mode's figure of one part in one domain. */
export interface ModeFigure {
  estimate: number;
  variance: number;
  df: number;
  /** Responses in the domain; of an item its answers. */
  n: number;
}

/** A part in every domain of one mode, with the influence of each PSU on each figure. */
export interface ModePart {
  figures: Outcome<ModeFigure>[];
  /** domains × PSUs, domain by domain: linearised PSU totals; 0 where the figure is withheld. */
  totals: Float64Array;
}

/** The design behind the totals: labels of strata and PSUs, and the domains' degrees of freedom. */
export interface ModePsus {
  strata: readonly string[];
  stratumOfPsu: readonly number[];
  psus: readonly string[];
  /** Per domain: its active PSUs less its active strata. */
  degrees: readonly number[];
}

/**
 * Mean scores of a mode's items in each domain, put together to parts, as figures and linearised PSU totals.
 *
 * The totals hold residuals of the calibration, so that covariances between domains, parts and waves follow from them
 * alone. O(rows · items · domains + psus · parts · domains²). Source: Särndal, Swensson & Wretman (1992), 5.5 to 5.8.
 *
 * @param streets  domains, followed by all of them together
 * @throws {DesignError} as `linearisedCovariance`
 */
export function modeInfluence(
  { tally, design }: ModeDesign,
  sheet: readonly SheetItem[],
  rule: DontKnowRule,
  streets: readonly string[],
  parts: readonly SeriesPart[],
): { psus: ModePsus; parts: ModePart[] } {
  const checked = checkedDomains(tally, design, streets);
  const { score } = countedAnswers(tally, sheet, rule);
  const { index } = design;
  const answered = checked.map(({ domain }) => domainSums(score, null, domain).denominator);
  const counts = checked.map((domain) => itemCounts(tally, null, domain).answered);
  const n = checked.map(({ domain }) => domain.rows.reduce((sum, row) => sum + tally.n[row]!, 0));
  const items = sheet.map((_, i) =>
    parts.some(({ coefficients }) => coefficients[i] !== 0)
      ? itemInfluence(score, i, design, checked, answered)
      : null,
  );
  const psuLabels = new Array<string>(index.psus);
  index.psuOfRow.forEach((psu, row) => (psuLabels[psu] = tally.labels.psu[tally.psu[row]!]!));
  return {
    psus: {
      strata: index.stratumLabels,
      stratumOfPsu: [...index.stratumOfPsu],
      psus: psuLabels,
      degrees: checked.map(({ degrees }) => degrees.df),
    },
    parts: parts.map(({ kind, coefficients }) => {
      const used = sheet.map((_, i) => i).filter((i) => coefficients[i] !== 0);
      const { estimates, totals } = combineItems(used, coefficients, items, checked.length, index.psus);
      const covariance = linearisedCovariance(totals, checked.length, index, withoutLonely(design).lonelyPsu);
      const figures = checked.map(({ refused, degrees }, d): Outcome<ModeFigure> => {
        const silent = used.find((i) => !(answered[d]![i]! > 0));
        if (refused) return refused;
        if (silent !== undefined)
          return withheld("item-unanswered", { item: sheet[silent]!.id, mode: tally.mode });
        const variance = covariance[d * (checked.length + 1)]!;
        if (variance < NO_VARIATION) return withheld("no-variation", { mode: tally.mode });
        const answers = kind === "item" ? counts[d]![used[0]!]! : n[d]!;
        return { estimate: estimates[d]!, variance, df: degrees.df, n: answers };
      });
      return { figures, totals: byDomain(totals, figures, index.psus) };
    }),
  };
}

interface ItemInfluence {
  estimates: Float64Array;
  /** psus × domains, row-major. */
  totals: Float64Array;
}

/** One item's mean in every domain where it was answered; elsewhere 0. */
function itemInfluence(
  score: RatioTable,
  item: number,
  design: ModeDesign["design"],
  checked: readonly CheckedDomain[],
  answered: readonly Float64Array[],
): ItemInfluence {
  const one = { ...score, items: [score.items[item]!], ...column(score, item) };
  const nobody = new Int32Array(0);
  const domains = checked.map(({ domain }, d) => (answered[d]![item]! > 0 ? domain : { ...domain, rows: nobody })); // prettier-ignore
  const able = domains.filter(({ rows }) => rows.length > 0);
  const linearised = ratioComposite(one, Float64Array.of(1), design.factor, able);
  const narrow = psuTotals(linearised, design);
  const estimates = new Float64Array(domains.length);
  const totals = new Float64Array(design.index.psus * domains.length);
  let from = 0;
  domains.forEach(({ rows }, d) => {
    if (rows.length === 0) return;
    estimates[d] = linearised.estimates[from]!;
    for (let psu = 0; psu < design.index.psus; psu++)
      totals[psu * domains.length + d] = narrow[psu * able.length + from]!;
    from++;
  });
  return { estimates, totals };
}

function column({ numerator, denominator, items, rows }: RatioTable, item: number) {
  const of = (table: Float64Array) =>
    Float64Array.from({ length: rows }, (_, row) => table[row * items.length + item]!);
  return { numerator: of(numerator), denominator: of(denominator) };
}

/** Σ c_i · item i, of estimates and of PSU totals alike. */
function combineItems(
  used: readonly number[],
  coefficients: Float64Array,
  items: readonly (ItemInfluence | null)[],
  domains: number,
  psus: number,
): ItemInfluence {
  const estimates = new Float64Array(domains);
  const totals = new Float64Array(psus * domains);
  for (const i of used) {
    const item = items[i]!;
    const c = coefficients[i]!;
    for (let d = 0; d < domains; d++) estimates[d]! += c * item.estimates[d]!;
    for (let k = 0; k < totals.length; k++) totals[k]! += c * item.totals[k]!;
  }
  return { estimates, totals };
}

/** Turned round, one domain after the other; nothing of a domain whose figure is withheld. */
function byDomain(totals: Float64Array, figures: readonly Outcome<ModeFigure>[], psus: number): Float64Array {
  const turned = new Float64Array(totals.length);
  figures.forEach((figure, d) => {
    if ("withheld" in figure) return;
    for (let psu = 0; psu < psus; psu++) turned[d * psus + psu] = totals[psu * figures.length + d]!;
  });
  return turned;
}
