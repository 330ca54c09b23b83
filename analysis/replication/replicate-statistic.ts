import { finalWeights } from "#analysis/estimation/group-sums.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { replicateCovariance, type Replicated } from "#analysis/replication/replicate-covariance.ts";
import { factorsOfUnits, FULL_SAMPLE, type Replicates } from "#analysis/replication/replicates.ts";

/** Any figures of a weighted sample, in a fixed number and order; NaN where one does not exist. */
export type WeightStatistic = (weights: Float64Array) => ArrayLike<number>;

/**
 * Any statistic of unit rows with its variance from replicates: what has no shorter way, quantiles among them.
 *
 * All weighting steps can be redone in every replicate: give `adjust`, from the replicate's base weights (some 0) to
 * final ones. Quantiles under a jackknife have no consistent variance: use BRR, Fay or the bootstrap there.
 * O(replicates · (rows + statistic)). Source: Wolter (2007), chapters 3 to 5; R survey's `withReplicates`.
 *
 * @param statistic  gets final weights a row, which it must not keep: they are overwritten
 * @param adjust     absent: the design's final weights times the factors
 * @throws {DesignError} as `replicateCovariance`; what `statistic` and `adjust` throw
 */
export function replicateStatistic(
  design: SurveyDesign,
  replicates: Replicates,
  statistic: WeightStatistic,
  adjust?: (weights: Float64Array) => Float64Array,
): Replicated {
  const base = adjust ? design.sumW : finalWeights(design);
  const weights = new Float64Array(base.length);
  const { unitOfRow, list } = replicates;
  const values = [FULL_SAMPLE, ...list].map((replicate) => {
    const factors = factorsOfUnits(replicates, replicate);
    for (let row = 0; row < base.length; row++) weights[row] = base[row]! * factors[unitOfRow[row]!]!;
    return Float64Array.from(statistic(adjust ? adjust(weights) : weights));
  });
  const columns = values[0]!.length;
  const all = new Float64Array(values.length * columns);
  values.forEach((row, r) => all.set(row, r * columns));
  return replicateCovariance(all, columns, replicates);
}
