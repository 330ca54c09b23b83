import { splitSample, finishCells, type Cell, type EstimateOptions, type Estimates, type SplitSample } from "#analysis/estimation/estimate-cells.ts"; // prettier-ignore
import type { NumberArray } from "#analysis/estimation/accumulate-columns.ts";
import { planMeans } from "#analysis/estimation/estimate-means.ts";
import { numericValues, type NumericColumn } from "#analysis/estimation/group-sums.ts";
import { criticalValues } from "#analysis/estimation/intervals.ts";
import {
  weightedOrder,
  weightedQuantile,
  type WeightedOrder,
} from "#analysis/estimation/weighted-quantile.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/** A quantile's cell says of which probability. */
export interface QuantileCell extends Cell {
  prob: number;
}

export interface QuantileEstimates extends Estimates {
  cells: QuantileCell[];
}

/**
 * Weighted quantiles of each column in each domain by R's "math" rule, with Woodruff intervals.
 *
 * F̂(q), the share of the weight at or below the quantile, gets a t interval; the quantiles at its two ends are the
 * interval, and its length over 2t the standard error. An end outside [0, 1] has no quantile: that limit, and se, are
 * null. Cells are by column, then probability, then domain. Covariances are the correlations of the F̂ times the
 * standard errors, NaN where one is null; design effects are null.
 * O(rows · (log rows + probabilities)) a column. Source: Woodruff (1952), JASA 47, 635-646; Särndal, Swensson &
 * Wretman (1992), section 5.11; R survey's `svyquantile(interval.type = "mean")`.
 *
 * @param probs  each above 0 and at most 1
 * @throws {DesignError} as `estimateMeans`
 */
export function estimateQuantiles(
  design: SurveyDesign,
  columns: readonly NumericColumn[],
  probs: readonly number[],
  options: EstimateOptions = {},
): QuantileEstimates {
  const sample = splitSample(design, options.by);
  const wanted = columns.flatMap(({ name, values }) => {
    const numbers = numericValues(values);
    const orders = orderDomains(sample, numbers);
    return probs.map((prob) => ({ name, prob, numbers, orders }));
  });
  const planned = wanted.flatMap(({ name, prob, numbers, orders }) => {
    const quantiles = Float64Array.from(orders, (order) =>
      order ? weightedQuantile(order, prob) : Number.NaN,
    );
    const shares = planMeans(sample, [{ name, values: atOrBelow(sample, numbers, quantiles) }]);
    return shares.map((share) => ({ share, prob, order: orders[share.domain]!, quantile: quantiles[share.domain]! })); // prettier-ignore
  });
  const shares = finishCells(planned.map(({ share }) => share), sample, options); // prettier-ignore
  const critical = criticalValues(options.level ?? 0.95);
  const cells = shares.cells.map((cell, c): QuantileCell => {
    const { prob, order, quantile } = planned[c]!;
    const ci = cell.ci && ([limit(order, cell.ci[0]!, true), limit(order, cell.ci[1]!, false)] as const);
    const df = options.df === "domain" ? cell.domainDf : cell.df;
    const se = ci && ci[0] !== null && ci[1] !== null ? (ci[1] - ci[0]) / (2 * critical(df)) : null;
    return { ...cell, prob, estimate: quantile, se, ci: ci && [...ci], deff: null };
  });
  return { cells, ...onQuantileScale(shares, cells) };
}

/** A quantile at an end of the interval of F̂, null where that end lies outside [0, 1]. */
function limit(order: WeightedOrder, share: number, lower: boolean): number | null {
  return (lower ? share < 0 : share > 1) ? null : weightedQuantile(order, share);
}

function orderDomains(
  { groups, split, weights }: SplitSample,
  values: NumberArray,
): (WeightedOrder | null)[] {
  const rows: number[][] = Array.from({ length: split.count }, () => []);
  for (let row = 0; row < values.length; row++) {
    const domain = groups.domain[groups.ofRow[row]!]!;
    if (domain >= 0 && values[row] === values[row]) rows[domain]!.push(row);
  }
  return rows.map((list) => (list.length > 0 ? weightedOrder(list, values, weights) : null));
}

/** 1 where a value is at most its domain's quantile, 0 where above, NaN where missing. */
function atOrBelow({ groups }: SplitSample, values: NumberArray, quantiles: Float64Array): Float64Array {
  return Float64Array.from(values, (value, row) => {
    const domain = groups.domain[groups.ofRow[row]!]!;
    return domain < 0 || value !== value ? Number.NaN : value <= quantiles[domain]! ? 1 : 0;
  });
}

/** Covariance and totals of F̂ times −se(q)/se(F̂), which makes them those of the quantiles. */
function onQuantileScale({ cells: shares, covariance, totals }: Estimates, cells: readonly QuantileCell[]) {
  const k = cells.length;
  const scale = cells.map(({ se }, c) => (se === null ? Number.NaN : se === 0 ? 0 : -se / shares[c]!.se!));
  return {
    covariance: covariance.map((v, at) => v * scale[Math.floor(at / k)]! * scale[at % k]!),
    totals: totals.map((of) => of.map((z, at) => z * scale[at % k]!)),
  };
}
