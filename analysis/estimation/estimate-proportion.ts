import type { EstimateOptions, Estimates } from "#analysis/estimation/estimate-cells.ts";
import { estimateMeans } from "#analysis/estimation/estimate-means.ts";
import {
  proportionInterval,
  type ProportionIntervalKind,
} from "#analysis/estimation/proportion-intervals.ts";
import type { NumericColumn } from "#analysis/estimation/group-sums.ts";
import type { Codes } from "#analysis/estimation/unit-design.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/** What a proportion can be asked for beside what every estimate can. */
export interface ProportionOptions extends EstimateOptions {
  /** Default "logit". */
  interval?: ProportionIntervalKind;
  /** For "beta": whether the effective n may not exceed n; default true. */
  truncate?: boolean;
}

/** 1 where a category is one of the labels, 0 where it is another, missing where it is missing. */
export function indicator(name: string, { codes, labels }: Codes, ...wanted: string[]): NumericColumn {
  const isWanted = labels.map((label) => (wanted.includes(label) ? 1 : 0));
  return { name, values: Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : isWanted[code]!)) };
}

/**
 * Weighted proportion in each domain: the mean of 0/1 columns, with intervals made for proportions.
 *
 * @param columns  0, 1 or missing (see `indicator`)
 * @throws {DesignError} as `estimateMeans`
 */
export function estimateProportion(
  design: SurveyDesign,
  columns: readonly NumericColumn[],
  options: ProportionOptions = {},
): Estimates {
  const { interval = "logit", truncate = true, level = 0.95, df: whose = "design" } = options;
  const means = estimateMeans(design, columns, options);
  for (const cell of means.cells) {
    const df = whose === "domain" ? cell.domainDf : cell.df;
    const { estimate, se, n } = cell;
    cell.ci = se === null ? null : proportionInterval(interval, { estimate, se, n, df }, level, truncate);
  }
  return means;
}
