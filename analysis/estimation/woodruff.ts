import type { Cell, EstimateOptions, Estimates } from "#analysis/estimation/estimate-cells.ts";
import { numericValues, type NumericColumn } from "#analysis/estimation/group-sums.ts";
import { criticalValues } from "#analysis/estimation/intervals.ts";
import type { DomainSplit } from "#analysis/estimation/split-domains.ts";
import {
  weightedOrder,
  weightedQuantile,
  type WeightedOrder,
} from "#analysis/estimation/weighted-quantile.ts";

/** A quantile's cell says of which probability. */
export interface QuantileCell extends Cell {
  prob: number;
}

/** Quantiles, in the order of columns, probabilities, domains. */
export interface QuantileEstimates extends Estimates {
  cells: QuantileCell[];
}

/** One column's quantile at one probability in every domain. */
export interface PlannedQuantile {
  name: string;
  prob: number;
  /** In order of the domains that have a case. */
  domains: { order: WeightedOrder; quantile: number }[];
  /** 1 where a value is at most its domain's quantile, 0 where above, NaN where missing: its means are F̂. */
  atOrBelow: () => Float64Array;
}

/**
 * Weighted quantiles of each column in each domain, without their variance. O(rows · log rows) a column.
 *
 * @param weights  final weights a row
 */
export function planQuantiles(
  columns: readonly NumericColumn[],
  probs: readonly number[],
  { count, ofRow }: DomainSplit,
  weights: Float64Array,
): PlannedQuantile[] {
  return columns.flatMap(({ name, values }) => {
    const numbers = numericValues(values);
    const rows: number[][] = Array.from({ length: count }, () => []);
    for (let row = 0; row < numbers.length; row++) {
      const domain = ofRow ? ofRow[row]! : 0;
      if (domain >= 0 && numbers[row] === numbers[row]) rows[domain]!.push(row);
    }
    const orders = rows.map((list) => (list.length > 0 ? weightedOrder(list, numbers, weights) : null));
    return probs.map((prob): PlannedQuantile => {
      const quantiles = orders.map((order) => (order ? weightedQuantile(order, prob) : Number.NaN));
      const domains = orders.flatMap((order, d) => (order ? [{ order, quantile: quantiles[d]! }] : []));
      const atOrBelow = () =>
        Float64Array.from(numbers, (value, row) => {
          const domain = ofRow ? ofRow[row]! : 0;
          return domain < 0 || value !== value ? Number.NaN : value <= quantiles[domain]! ? 1 : 0;
        });
      return { name, prob, domains, atOrBelow };
    });
  });
}

/**
 * Quantiles with Woodruff intervals from the means F̂ of `atOrBelow`, whatever their variance came from.
 *
 * Covariances are those of F̂ times −se(q)/se(F̂), NaN where an se is null.
 *
 * @param shares  one cell a planned quantile and domain, in their order, with t intervals
 * @throws {RangeError} if the level is not between 0 and 1
 */
export function woodruffQuantiles(
  planned: readonly PlannedQuantile[],
  shares: Estimates,
  { level = 0.95, df: whose = "design" }: Pick<EstimateOptions, "level" | "df">,
): QuantileEstimates {
  const critical = criticalValues(level);
  const wanted = planned.flatMap(({ prob, domains }) => domains.map((domain) => ({ prob, ...domain })));
  const cells = shares.cells.map((cell, c): QuantileCell => {
    const { prob, order, quantile } = wanted[c]!;
    const ci = cell.ci && ([limit(order, cell.ci[0]!, true), limit(order, cell.ci[1]!, false)] as const);
    const df = whose === "domain" ? cell.domainDf : cell.df;
    const se = ci && ci[0] !== null && ci[1] !== null ? (ci[1] - ci[0]) / (2 * critical(df)) : null;
    return { ...cell, prob, estimate: quantile, se, ci: ci && [...ci], deff: null };
  });
  const k = cells.length;
  const scale = cells.map(({ se }, c) =>
    se === null ? Number.NaN : se === 0 ? 0 : -se / shares.cells[c]!.se!,
  );
  return {
    cells,
    covariance: shares.covariance.map((v, at) => v * scale[Math.floor(at / k)]! * scale[at % k]!),
    totals: shares.totals.map((of) => of.map((z, at) => z * scale[at % k]!)),
  };
}

/** A quantile at an end of the interval of F̂, null where that end lies outside [0, 1]. */
function limit(order: WeightedOrder, share: number, lower: boolean): number | null {
  return (lower ? share < 0 : share > 1) ? null : weightedQuantile(order, share);
}
