import type { Cell, EstimateOptions, Estimates } from "#analysis/estimation/estimate-cells.ts";
import { estimateMeans, estimateTotals } from "#analysis/estimation/estimate-means.ts";
import { estimateRatio } from "#analysis/estimation/estimate-ratio.ts";
import { criticalValues, tInterval } from "#analysis/estimation/intervals.ts";
import { proportionInterval } from "#analysis/estimation/proportion-intervals.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { woodruffQuantiles } from "#analysis/estimation/woodruff.ts";
import { replicateCovariance } from "#analysis/replication/replicate-covariance.ts";
import {
  replicateMeans,
  replicateRatio,
  replicateUnitTotals,
} from "#analysis/replication/replicate-means.ts";
import type { Replicates } from "#analysis/replication/replicates.ts";
import { addDetails } from "./add-details.ts";
import { byVariableFirst } from "./estimate-quantile-cells.ts";
import type { Recalibrated } from "./recalibrated.ts";
import { replicateStatistic } from "./replicate-statistic.ts";
import { replicateWeights, type WeightSteps } from "./replicate-weights.ts";
import type { ReplicatedColumns, ReplicatedEstimate } from "./replicated-columns.ts";

/** An estimate, its columns and what its cells are asked to be. */
export interface ReplicatedTask {
  /** Its place in the request. */
  at: string;
  estimate: ReplicatedEstimate;
  columns: ReplicatedColumns;
  options: EstimateOptions;
}

/**
 * Estimates whose replicates are sums over calibration cells, one task after the other.
 *
 * @throws {DesignError} as `replicateMeans`
 */
export function estimateByCell(
  tasks: readonly ReplicatedTask[],
  replicates: Replicates,
  { design, recalibrate }: Recalibrated,
): Estimates[] {
  return tasks.map(({ at, columns: { kind, columns, denominator }, options }) => {
    const asked = { ...options, recalibrate };
    const found = addDetails({ at }, () =>
      denominator
        ? replicateRatio(design, replicates, { numerator: columns[0]!, denominator }, asked)
        : (kind === "mean" ? replicateMeans : replicateUnitTotals)(design, replicates, columns, asked),
    );
    return { cells: found.cells, covariance: found.covariance, totals: [] };
  });
}

/**
 * Estimates whose replicates need every row's weight, all tasks in one pass over the replicates.
 *
 * Linearised estimates say what does not depend on replicates; design effects follow the variances.
 *
 * @throws {DesignError} as `replicateCovariance`; if the totals cannot be met in a replicate
 */
export function estimateByRow(
  tasks: readonly ReplicatedTask[],
  replicates: Replicates,
  steps: WeightSteps,
  full: Float64Array,
): Estimates[] {
  const statistics = tasks.map(({ columns, options }) =>
    replicateStatistic(columns, options.by ?? [], full.length),
  );
  const values = statistics.map((statistic) => [statistic(full)]);
  for (const weights of replicateWeights(replicates, steps))
    statistics.forEach((statistic, k) => values[k]!.push(statistic(weights)));
  return tasks.map((task, k) => {
    const { cells } = linearised(task, steps.final);
    const { covariance } = replicateCovariance(
      Float64Array.from(values[k]!.flat()),
      cells.length,
      replicates,
    );
    const described = cells.map((cell, c): Cell => {
      const variance = covariance[c * cells.length + c]!;
      const deff = cell.deff !== null && cell.se! > 0 ? (cell.deff * variance) / cell.se! ** 2 : null;
      return { ...cell, se: Math.sqrt(variance), deff };
    });
    return { cells: described, covariance, totals: [] };
  });
}

function linearised({ columns: task, options }: ReplicatedTask, design: SurveyDesign): Estimates {
  const { kind, columns, denominator } = task;
  return denominator
    ? estimateRatio(design, { numerator: columns[0]!, denominator }, options)
    : (kind === "mean" ? estimateMeans : estimateTotals)(design, columns, options);
}

/** Degrees of freedom, and intervals of the kind that the estimate asks for. */
export function withIntervals(
  { estimate, columns: { quantiles }, options }: ReplicatedTask,
  { cells, covariance }: Estimates,
  df: number,
): Estimates {
  const { level = 0.95, df: whose } = options;
  const critical = criticalValues(level);
  const finished = cells.map((cell): Cell => {
    const domainDf = Math.min(cell.domainDf, df);
    const used = whose === "domain" ? domainDf : df;
    const se = cell.se!;
    const ci =
      estimate.kind === "proportion"
        ? proportionInterval(estimate.interval, { ...cell, se, df: used }, level, estimate.truncate)
        : used > 0
          ? tInterval(cell.estimate, se, used, critical)
          : null;
    return { ...cell, df, domainDf, ci };
  });
  const estimates = { cells: finished, covariance, totals: [] };
  return quantiles && estimate.kind === "quantile"
    ? byVariableFirst(estimate, woodruffQuantiles(quantiles, estimates, options))
    : estimates;
}
