import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { ratioComposite, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { withoutLonely } from "#analysis/score/domain-shares.ts";
import type { LossPart } from "#analysis/score/loss-parts.ts";
import { refuseUnanswered, type CheckedDomain } from "#analysis/score/mode-domains.ts";
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
 * (`ratioComposite`) with the sign turned. O(rows · cells + psus · cells²).
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
  checked.forEach(({ domain, refused }, d) =>
    parts.forEach(({ coefficients }, p) => {
      const cell = d * parts.length + p;
      const refusal = refused ?? refuseUnanswered(score, coefficients, domain, mode);
      if (refusal) cells[cell] = refusal;
      else given.push(cell);
    }),
  );
  const columns = given.length;
  const values = new Float64Array(score.rows * columns);
  const lost = new Float64Array(columns);
  parts.forEach(({ coefficients, points }, p) => {
    const mine = given
      .map((cell, column) => ({ cell, column }))
      .filter(({ cell }) => cell % parts.length === p);
    const domains = mine.map(({ cell }) => checked[Math.floor(cell / parts.length)]!.domain);
    const earned = ratioComposite(score, coefficients, design.factor, domains);
    mine.forEach(({ column }, m) => {
      lost[column] = points - earned.estimates[m]!;
      for (let row = 0; row < score.rows; row++)
        values[row * columns + column] = -earned.values[row * mine.length + m]!;
    });
  });
  const covariance = designCovariance({ values, columns }, withoutLonely(design));
  given.forEach((cell, column) => {
    const variance = covariance[column * (columns + 1)]!;
    const { df } = checked[Math.floor(cell / parts.length)]!.degrees;
    cells[cell] =
      variance < NO_VARIATION ? withheld("no-variation", { mode }) : { lost: lost[column]!, variance, df };
  });
  const size = cells.length;
  const whole = new Float64Array(size * size);
  given.forEach((a, i) => given.forEach((b, j) => (whole[a * size + b] = covariance[i * columns + j]!)));
  return { cells, covariance: whole };
}
