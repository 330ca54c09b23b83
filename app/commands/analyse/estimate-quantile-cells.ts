import type { EstimateOptions } from "#analysis/estimation/estimate-cells.ts";
import { estimateQuantiles } from "#analysis/estimation/estimate-quantiles.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { QuantileCell, QuantileEstimates } from "#analysis/estimation/woodruff.ts";
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
  // A variable's domains stand in order; another variable may have fewer.
  const domainOf = ({ variable, by }: QuantileCell) => JSON.stringify([variable, by]);
  const domains = [...new Set(found.cells.map(domainOf))];
  const rank = found.cells.map((cell) => {
    const place = variables.indexOf(cell.variable) * domains.length + domains.indexOf(domainOf(cell));
    return place * probs.length + probs.indexOf(cell.prob);
  });
  const order = found.cells.map((_, k) => k).sort((a, b) => rank[a]! - rank[b]!);
  const at = (k: number) => order[Math.floor(k / size)]! * size + order[k % size]!;
  return {
    cells: order.map((k) => found.cells[k]!),
    covariance: found.covariance.map((_, k) => found.covariance[at(k)]!),
    totals: found.totals.map((totals) => totals.map((_, k) => totals[k - (k % size) + order[k % size]!]!)),
  };
}
