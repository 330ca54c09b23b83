import type { EstimateOptions, Estimates } from "#analysis/estimation/estimate-cells.ts";
import { criticalValues, tInterval } from "#analysis/estimation/intervals.ts";
import { proportionInterval } from "#analysis/estimation/proportion-intervals.ts";
import { replicateCovariance } from "#analysis/replication/replicate-covariance.ts";
import type { Replicates } from "#analysis/replication/replicates.ts";
import type { CovaryingEstimate } from "./estimate-linearised.ts";

/**
 * Linearised estimates with the replicates' covariance in place of their own; design effects follow the variances.
 *
 * @param values  cells of the full sample, then of each replicate
 * @throws {DesignError} as `replicateCovariance`
 */
export function withReplicates(
  estimate: CovaryingEstimate,
  linearised: Estimates,
  values: readonly (readonly number[])[],
  { replicates, df }: { replicates: Replicates; df: number },
  { level = 0.95, df: whose = "design" }: EstimateOptions,
): Estimates {
  const columns = linearised.cells.length;
  const { covariance } = replicateCovariance(Float64Array.from(values.flat()), columns, replicates);
  const critical = criticalValues(level);
  const cells = linearised.cells.map((cell, k) => {
    const variance = covariance[k * columns + k]!;
    const se = Math.sqrt(variance);
    const domainDf = Math.min(cell.domainDf, df);
    const used = whose === "domain" ? domainDf : df;
    const deff = cell.deff !== null && cell.se! > 0 ? (cell.deff * variance) / cell.se! ** 2 : null;
    const figures = { estimate: cell.estimate, se, n: cell.n, df: used };
    const ci =
      estimate.kind === "proportion"
        ? proportionInterval(estimate.interval, figures, level, estimate.truncate)
        : used > 0
          ? tInterval(cell.estimate, se, used, critical)
          : null;
    return { ...cell, se, df, domainDf, deff, ci };
  });
  return { cells, covariance, totals: [] };
}
