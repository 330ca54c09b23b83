import { DesignError } from "#analysis/design-error.ts";
import {
  domainMoments,
  finishCells,
  splitSample,
  type EstimateOptions,
  type Estimates,
  type PlannedCell,
  type SplitSample,
} from "#analysis/estimation/estimate-cells.ts";
import { numericValues, sumColumns, type NumericColumn } from "#analysis/estimation/group-sums.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/**
 * Weighted mean of each column in each domain, Σwy/Σw over its present values, with the full covariance.
 *
 * Every PSU stays in the design: one without cases of a domain counts as a zero there. A missing value takes the row
 * out of that column's estimates alone. Domains without a case of a column have no cell.
 * Taylor linearisation, z = w(y − ȳ_d)/Σw; O(rows · columns + cells² · PSUs).
 * Source: Särndal, Swensson & Wretman (1992), sections 5.7 and 5.8. deff: Kish (1965), section 8.2.
 *
 * @param columns  any scale; missing is NaN (null in a plain array)
 * @throws {DesignError} `no-cases` if a column has none at all; as `linearisedCovariance`
 */
export function estimateMeans(
  design: SurveyDesign,
  columns: readonly NumericColumn[],
  options: EstimateOptions = {},
): Estimates {
  const sample = splitSample(design, options.by);
  return finishCells(planMeans(sample, columns), sample, options);
}

/**
 * Weighted total of each column in each domain, Σwy over its present values, with the full covariance.
 *
 * z = wy in the domain, 0 outside. Otherwise as `estimateMeans`; the design effect is against (Σw)²·s²/n.
 * Source: Särndal, Swensson & Wretman (1992), sections 2.8 and 10.3.
 *
 * @throws {DesignError} as `estimateMeans`
 */
export function estimateTotals(
  design: SurveyDesign,
  columns: readonly NumericColumn[],
  options: EstimateOptions = {},
): Estimates {
  const sample = splitSample(design, options.by);
  const totals = planMeans(sample, columns).map(({ estimate, simpleVariance, ...cell }) => ({
    ...cell,
    estimate: estimate * cell.w,
    simpleVariance: simpleVariance * cell.w * cell.w,
    terms: [{ sums: cell.terms[0]!.sums, perValue: 1, perCase: 0 }],
  }));
  return finishCells(totals, sample, options);
}

/**
 * Means of columns, not yet with their variances.
 *
 * @throws {DesignError} `no-cases` {variable} if a column has no value in any domain
 */
export function planMeans(sample: SplitSample, columns: readonly NumericColumn[]): PlannedCell[] {
  const { split, groups } = sample;
  const summed = sumColumns(
    sample,
    columns.map(({ values }) => numericValues(values)),
  );
  return columns.flatMap(({ name }, c) => {
    const sums = summed[c]!;
    const cells: PlannedCell[] = [];
    for (let domain = 0; domain < split.count; domain++) {
      const { n, w, wy, spread } = domainMoments(sums, groups, domain);
      if (!(n > 0)) continue;
      const estimate = wy / w;
      const terms = [{ sums, perValue: 1 / w, perCase: -estimate / w }];
      cells.push({ domain, terms, variable: name, estimate, n, w, simpleVariance: spread / w / (n - 1) });
    }
    if (cells.length === 0) throw new DesignError("no-cases", `no case has ${name}`, { variable: name });
    return cells;
  });
}
