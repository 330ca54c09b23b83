import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { Cell, EstimateOptions } from "#analysis/estimation/estimate-cells.ts";
import { criticalValues, tInterval } from "#analysis/estimation/intervals.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { DescribedCell } from "#analysis/replication/describe-cells.ts";
import type { Replicated } from "#analysis/replication/replicate-covariance.ts";

/** Cells with their variances from replicates; `contrast` takes them. */
export interface ReplicateEstimates extends Replicated {
  cells: Cell[];
}

/**
 * Cells with variances, intervals and design effects from replicates.
 *
 * Degrees of freedom stay the design's, PSUs − strata, not the rank of the replicate weights.
 *
 * @throws {RangeError} if the level is not between 0 and 1
 */
export function replicateCells(
  cells: readonly DescribedCell[],
  replicated: Replicated,
  { index }: Pick<SurveyDesign, "index">,
  { level = 0.95, df: whose = "design" }: EstimateOptions,
): ReplicateEstimates {
  const { covariance, columns } = replicated;
  const critical = criticalValues(level);
  const df = designDegrees(index);
  return {
    ...replicated,
    cells: cells.map(({ simpleVariance, ...cell }, c): Cell => {
      const variance = covariance[c * columns + c]!;
      const se = Math.sqrt(variance);
      const used = whose === "domain" ? cell.domainDf : df;
      const ci = used > 0 ? tInterval(cell.estimate, se, used, critical) : null;
      const deff = simpleVariance > 0 ? variance / simpleVariance : null;
      return { ...cell, se, df, ci, deff };
    }),
  };
}
