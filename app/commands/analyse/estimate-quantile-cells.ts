import type { EstimateOptions } from "#analysis/estimation/estimate-cells.ts";
import { estimateQuantiles } from "#analysis/estimation/estimate-quantiles.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { QuantileEstimates } from "#analysis/estimation/woodruff.ts";
import type { DataTable } from "./columns.ts";
import { numericColumn } from "./estimate-linearised.ts";
import type { EstimateOf } from "./request.ts";

/**
 * Quantiles with Woodruff intervals, cells by variable, then domain, then probability.
 *
 * @throws {DesignError} as `estimateQuantiles`
 */
export function estimateQuantileCells(
  estimate: EstimateOf<"quantile">,
  design: SurveyDesign,
  table: DataTable,
  options: EstimateOptions,
): QuantileEstimates {
  const columns = estimate.variables.map((name) => numericColumn(table, name));
  return byVariableFirst(estimate, estimateQuantiles(design, columns, estimate.probs, options));
}

/** Cells by variable, then domain, then probability. */
export function byVariableFirst(
  { variables, probs }: EstimateOf<"quantile">,
  found: QuantileEstimates,
): QuantileEstimates {
  const size = found.cells.length;
  const domains = [...new Set(found.cells.map(({ by }) => JSON.stringify(by)))];
  const { length } = probs;
  const rank = found.cells.map(({ by, variable, prob }) => {
    const domain = domains.indexOf(JSON.stringify(by));
    return (variables.indexOf(variable) * domains.length + domain) * length + probs.indexOf(prob);
  });
  const order = found.cells.map((_, k) => k).sort((a, b) => rank[a]! - rank[b]!);
  const at = (k: number) => order[Math.floor(k / size)]! * size + order[k % size]!;
  return {
    cells: order.map((k) => found.cells[k]!),
    covariance: found.covariance.map((_, k) => found.covariance[at(k)]!),
    totals: found.totals.map((totals) => totals.map((_, k) => totals[k - (k % size) + order[k % size]!]!)),
  };
}
