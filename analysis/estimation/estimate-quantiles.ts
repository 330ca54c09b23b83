import { finishCells, splitSample, type EstimateOptions } from "#analysis/estimation/estimate-cells.ts";
import { planMeans } from "#analysis/estimation/estimate-means.ts";
import type { NumericColumn } from "#analysis/estimation/group-sums.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { planQuantiles, woodruffQuantiles, type QuantileEstimates } from "#analysis/estimation/woodruff.ts";

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
  const planned = planQuantiles(columns, probs, sample.split, sample.weights);
  const shares = planned.flatMap(({ name, atOrBelow }) => planMeans(sample, [{ name, values: atOrBelow() }]));
  return woodruffQuantiles(planned, finishCells(shares, sample, options), options);
}
