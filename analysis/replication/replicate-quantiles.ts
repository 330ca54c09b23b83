import type { EstimateOptions } from "#analysis/estimation/estimate-cells.ts";
import { finalWeights, numericValues, type NumericColumn } from "#analysis/estimation/group-sums.ts";
import { splitDomains } from "#analysis/estimation/split-domains.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { weightedOrder, weightedQuantile } from "#analysis/estimation/weighted-quantile.ts";
import type { Replicated } from "#analysis/replication/replicate-covariance.ts";
import { replicateStatistic } from "#analysis/replication/replicate-statistic.ts";
import type { Replicates } from "#analysis/replication/replicates.ts";

/** Where a quantile stands: its column, probability and domain. */
export interface ReplicateQuantile {
  variable: string;
  prob: number;
  by: Record<string, string>;
  estimate: number;
  se: number;
}

/**
 * Weighted quantiles by R's "math" rule with their variance from the replicates' own quantiles.
 *
 * By column, then probability, then domain; domains without a case are left out. The jackknife is not consistent here:
 * use BRR, Fay or the bootstrap. O(columns · domains · replicates · rows log rows).
 * Source: Wolter (2007), section 3.6; R survey's `svyquantile(interval.type = "quantile")`.
 *
 * @param adjust  as `replicateStatistic`
 * @throws {DesignError} as `replicateStatistic`
 */
export function replicateQuantiles(
  design: SurveyDesign,
  replicates: Replicates,
  columns: readonly NumericColumn[],
  probs: readonly number[],
  {
    by = [],
    adjust,
  }: Pick<EstimateOptions, "by"> & { adjust?: (weights: Float64Array) => Float64Array } = {},
): Replicated & { quantiles: ReplicateQuantile[] } {
  const split = splitDomains(finalWeights(design).length, by);
  const parts = columns.flatMap(({ name, values }) => {
    const numbers = numericValues(values);
    const rows: number[][] = split.labels.map(() => []);
    for (let row = 0; row < numbers.length; row++) {
      const domain = split.ofRow ? split.ofRow[row]! : 0;
      if (domain >= 0 && !Number.isNaN(numbers[row]!)) rows[domain]!.push(row);
    }
    const domains = rows
      .map((list, d) => ({ list, by: split.labels[d]! }))
      .filter(({ list }) => list.length > 0);
    return probs.flatMap((prob) => domains.map((domain) => ({ variable: name, numbers, prob, ...domain })));
  });
  const replicated = replicateStatistic(
    design,
    replicates,
    (weights) =>
      parts.map(({ list, numbers, prob }) => {
        const held = list.filter((row) => weights[row]! > 0);
        return held.length > 0 ? weightedQuantile(weightedOrder(held, numbers, weights), prob) : Number.NaN;
      }),
    adjust,
  );
  const quantiles = parts.map(({ variable, prob, by }, c) => ({
    variable,
    prob,
    by,
    estimate: replicated.estimates[c]!,
    se: Math.sqrt(replicated.covariance[c * parts.length + c]!),
  }));
  return { ...replicated, quantiles };
}
