import { DesignError } from "#analysis/design-error.ts";
import type { Margin } from "#analysis/estimation/calibration.ts";
import { calibrationCells, factorOfRows } from "#analysis/weighting/calibration-cells.ts";
import { checkMargins } from "#analysis/weighting/check-margins.ts";
import { weightEffects, type WeightEffects } from "#analysis/weighting/weight-effects.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** What raking did. */
export interface RakingReport extends WeightEffects {
  margins: string[];
  iterations: number;
  /** Largest |weighted / population − 1| over all categories, after raking. */
  maxMarginError: number;
}

/** When raking stops. */
export interface RakingOptions {
  /** Stop when every margin is met to this relative error. */
  tolerance?: number;
  maxIterations?: number;
}

/**
 * Rakes the weights of a tally or of unit rows to population margins by iterative proportional fitting.
 *
 * The factor depends on the row's categories only, so it is the same for every response in a row, and the rounds run
 * over the margins' cells. Scale of the weights does not matter. O(rows · margins + cells · margins · iterations).
 * Source: Deming & Stephan (1940), Annals of Mathematical Statistics 11, 427-444; Deville, Särndal & Sautory (1993), JASA 88, 1013-1020.
 *
 * @param margins  population totals in persons, all with the same sum
 * @returns        final over base weight per row (1 where n = 0), and what was done
 * @throws {DesignError} as `checkMargins`; `raking-did-not-converge` if the margins cannot be met together
 */
export function rake(
  rows: WeightedRows,
  margins: readonly Margin[],
  options: RakingOptions = {},
): { factor: Float64Array; report: RakingReport } {
  const { tolerance = 1e-12, maxIterations = 1000 } = options;
  checkMargins(rows, margins);
  const cells = calibrationCells(rows, margins);
  const factor = new Float64Array(cells.rows).fill(1);
  const sums = margins.map((margin) => new Float64Array(margin.labels.length));
  let iterations = 0;
  let error = Infinity;
  while (error > tolerance) {
    if (iterations === maxIterations)
      throw new DesignError(
        "raking-did-not-converge",
        `margins missed by ${error} after ${iterations} rounds`,
        {
          iterations,
          error,
        },
      );
    iterations++;
    cells.margins.forEach((margin, m) => fit(cells, margin, factor, sums[m]!));
    const before = error;
    error = largestError(cells, cells.margins, factor, sums);
    if (error >= before && error < 1e-10) break;
  }
  return {
    factor: factorOfRows(factor, cells.cellOfRow),
    report: {
      margins: margins.map((m) => m.name),
      iterations,
      maxMarginError: error,
      ...weightEffects(cells, factor),
    },
  };
}

function fit(cells: WeightedRows, margin: Margin, factor: Float64Array, sums: Float64Array): void {
  weighted(cells, margin, factor, sums);
  for (let k = 0; k < sums.length; k++) sums[k] = sums[k]! > 0 ? margin.totals[k]! / sums[k]! : 1;
  for (let cell = 0; cell < cells.rows; cell++)
    if (cells.sumW[cell]! > 0) factor[cell]! *= sums[margin.categoryOfRow[cell]!]!;
}

function largestError(
  cells: WeightedRows,
  margins: readonly Margin[],
  factor: Float64Array,
  sums: Float64Array[],
): number {
  let largest = 0;
  margins.forEach((margin, m) => {
    const sum = sums[m]!;
    weighted(cells, margin, factor, sum);
    for (let k = 0; k < sum.length; k++)
      if (margin.totals[k]! > 0) largest = Math.max(largest, Math.abs(sum[k]! / margin.totals[k]! - 1));
  });
  return largest;
}

function weighted(cells: WeightedRows, margin: Margin, factor: Float64Array, sums: Float64Array): void {
  sums.fill(0);
  for (let cell = 0; cell < cells.rows; cell++)
    if (cells.sumW[cell]! > 0) sums[margin.categoryOfRow[cell]!]! += factor[cell]! * cells.sumW[cell]!;
}
