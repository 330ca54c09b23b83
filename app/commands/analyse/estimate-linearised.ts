import type { EstimateOptions, Estimates } from "#analysis/estimation/estimate-cells.ts";
import { estimateMeans, estimateTotals } from "#analysis/estimation/estimate-means.ts";
import { estimateProportion, indicator } from "#analysis/estimation/estimate-proportion.ts";
import { estimateRatio } from "#analysis/estimation/estimate-ratio.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { DataTable } from "./columns.ts";
import type { EstimateOf } from "./request.ts";

/** The estimates that have a covariance of their own. */
export type CovaryingEstimate = EstimateOf<"mean" | "total"> | EstimateOf<"ratio"> | EstimateOf<"proportion">;

/** A column of numbers under its name. */
export function numericColumn(table: DataTable, name: string) {
  return { name, values: table.numbers.get(name)! };
}

/**
 * One estimate with linearised standard errors.
 *
 * @throws {DesignError} as the estimator
 */
export function estimateLinearised(
  estimate: CovaryingEstimate,
  design: SurveyDesign,
  table: DataTable,
  options: EstimateOptions,
): Estimates {
  switch (estimate.kind) {
    case "mean":
    case "total": {
      const columns = estimate.variables.map((name) => numericColumn(table, name));
      return (estimate.kind === "mean" ? estimateMeans : estimateTotals)(design, columns, options);
    }
    case "ratio": {
      const numerator = numericColumn(table, estimate.numerator);
      const denominator = numericColumn(table, estimate.denominator);
      return estimateRatio(design, { numerator, denominator }, options);
    }
    case "proportion": {
      const { variable, equals, interval, truncate } = estimate;
      const column = indicator(variable, table.texts.get(variable)!, equals);
      return estimateProportion(design, [column], { ...options, interval, truncate });
    }
  }
}
