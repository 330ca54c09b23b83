import type { Margin } from "#analysis/estimation/calibration.ts";
import { rakeCells } from "#analysis/replication/rake-cells.ts";
import { calibrateWeights, type CalibrationOptions } from "#analysis/weighting/calibrate-weights.ts";
import { rake, type RakingOptions } from "#analysis/weighting/rake.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** A calibration to margins that every replicate goes through: final over replicate weight per row. */
export interface Recalibration {
  margins: readonly Margin[];
  adjust: (rows: WeightedRows, margins: readonly Margin[]) => Float64Array;
}

/**
 * Every replicate raked to the margins; with one margin, post-stratified.
 *
 * @throws {DesignError} as `rake`, when a replicate is adjusted
 */
export function rakedAgain(margins: readonly Margin[], options?: RakingOptions): Recalibration {
  return {
    margins,
    adjust: (rows, to) => rakeCells(rows.sumW, to, options?.tolerance) ?? rake(rows, to, options).factor,
  };
}

/**
 * Every replicate calibrated to the margins by a distance, within bounds if there are any.
 *
 * @throws {DesignError} as `calibrateWeights`, when a replicate is adjusted
 */
export function calibratedAgain(margins: readonly Margin[], options: CalibrationOptions): Recalibration {
  return { margins, adjust: (rows, to) => calibrateWeights(rows, { margins: to }, options).factor };
}
