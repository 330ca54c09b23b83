import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { domainSums, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { withoutLonely } from "#analysis/score/domain-shares.ts";
import type { LossPart } from "#analysis/score/loss-parts.ts";
import { refuseUncounted, type CheckedDomain } from "#analysis/score/mode-domains.ts";
import { NO_VARIATION } from "#analysis/score/share-moments.ts";
import { withheld, type Outcome } from "#analysis/score/withheld.ts";

/** Points lost in one part of one domain, points² and df. */
export interface LossMoments {
  lost: number;
  variance: number;
  df: number;
}

/** Cells are domains × parts, the part running fastest. */
export interface ModeLosses {
  cells: Outcome<LossMoments>[];
  /** cells², row-major, points²; rows of withheld cells are 0. */
  covariance: Float64Array;
}

/**
 * Points lost, Σ_i 20·ω_i (1 − R_i) over the items of each part, in each domain, with the covariance of all cells.
 *
 * Parts that share out the sheet sum to 20 less the share exactly. The linearised variable is that of a composite
 * (`ratioComposite`) with the sign turned. O(rows in the domains · items + psus · cells²).
 * Source: Särndal, Swensson & Wretman (1992), sections 5.5 to 5.8.
 *
 * @param score    from `countedAnswers`
 * @param checked  from `checkDomains`
 * @throws {DesignError} as `designCovariance`
 */
export function modeLosses(
  score: RatioTable,
  parts: readonly LossPart[],
  design: SurveyDesign,
  checked: readonly CheckedDomain[],
  mode: string,
): ModeLosses {
  const cells = new Array<Outcome<LossMoments>>(checked.length * parts.length);
  const given: number[] = [];
  checked.forEach(({ domain, refused }, d) => {
    const { denominator } = domainSums(score, null, domain);
    parts.forEach(({ coefficients }, p) => {
      const cell = d * parts.length + p;
      const refusal = refused ?? refuseUncounted(score.items, coefficients, denominator, mode);
      if (refusal) cells[cell] = refusal;
      else given.push(cell);
    });
  });
  const columns = given.length;
  const values = new Float64Array(score.rows * columns);
  const lost = new Float64Array(columns);
  const itemsOf = parts.map(({ coefficients }) => Int32Array.from(coefficients.keys()).filter((i) => coefficients[i] !== 0)); // prettier-ignore
  const sums = checked.map(({ domain }) => domainSums(score, design.factor, domain));
  given.forEach((cell, column) => {
    const part = cell % parts.length;
    const d = Math.floor(cell / parts.length);
    const { points, coefficients } = parts[part]!;
    lost[column] = points;
    for (const i of itemsOf[part]!) {
      const { numerator, denominator } = sums[d]!;
      const slope = coefficients[i]! / denominator[i]!;
      const earned = slope * numerator[i]!;
      lost[column]! -= earned;
      takeItem(values, columns, column, score, i, checked[d]!.domain.rows, slope, earned / denominator[i]!);
    }
  });
  const covariance = designCovariance({ values, columns }, withoutLonely(design));
  given.forEach((cell, column) => {
    const variance = covariance[column * (columns + 1)]!;
    const { df } = checked[Math.floor(cell / parts.length)]!.degrees;
    cells[cell] =
      variance < NO_VARIATION ? withheld("no-variation", { mode }) : { lost: lost[column]!, variance, df };
  });
  return { cells, covariance: spread(covariance, given, cells.length) };
}

/** Takes one item's slope·y − offset·a off a column, in a domain's rows. */
function takeItem(
  values: Float64Array,
  columns: number,
  column: number,
  { items, numerator: y, denominator: a }: RatioTable,
  item: number,
  rows: Int32Array,
  slope: number,
  offset: number,
): void {
  const width = items.length;
  for (let k = 0; k < rows.length; k++) {
    const cell = rows[k]! * width + item;
    values[rows[k]! * columns + column]! -= slope * y[cell]! - offset * a[cell]!;
  }
}

/** A covariance of the cells that are given, laid out over all cells with 0 for the others. */
function spread(covariance: Float64Array, given: readonly number[], size: number): Float64Array {
  if (given.length === size) return covariance;
  const whole = new Float64Array(size * size);
  given.forEach((a, i) => given.forEach((b, j) => (whole[a * size + b] = covariance[i * given.length + j]!)));
  return whole;
}
