import { DesignError } from "#analysis/design-error.ts";
import { auxiliaryNames, type Auxiliaries } from "#analysis/weighting/auxiliary-values.ts";
import { calibrationCells, factorOfRows } from "#analysis/weighting/calibration-cells.ts";
import { checkBounds } from "#analysis/weighting/check-bounds.ts";
import { checkMargins } from "#analysis/weighting/check-margins.ts";
import {
  distanceFunction,
  type Bounds,
  type CalibrationMethod,
} from "#analysis/weighting/distance-functions.ts";
import { solveCalibration } from "#analysis/weighting/solve-calibration.ts";
import { weightEffects, type WeightEffects } from "#analysis/weighting/weight-effects.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** Distance and bounds of a calibration. */
export interface CalibrationOptions {
  method: CalibrationMethod;
  /** Lowest and highest factor; needed by logit. */
  bounds?: Bounds | null;
  /** Stop when every total is met to this relative error. */
  tolerance?: number;
  maxIterations?: number;
}

/** What a calibration did. */
export interface CalibrationReport extends WeightEffects {
  method: CalibrationMethod;
  bounds: Bounds | null;
  auxiliaries: string[];
  iterations: number;
  /** Largest |weighted / population − 1| over all totals, afterwards. */
  maxMarginError: number;
  /** Responses whose factor is its lowest or highest, and, without bounds, those with a weight below 0. */
  atLow: number;
  atHigh: number;
  negative: number;
}

/**
 * Calibrates weights to margins and population totals of numbers: linear (GREG), raking or logit, with or without
 * bounds on the factors. Of all weights that meet the totals within the bounds they are nearest to the base weights in
 * the method's distance; the solution is unique.
 *
 * From a tally or from unit rows (then one row each). With margins alone the search runs over their cells.
 * Source: Deville & Särndal (1992), JASA 87, 376-382; Deville, Särndal & Sautory (1993), JASA 88, 1013-1020.
 *
 * @returns final over base weight per row (1 where n = 0), and what was done
 * @throws {DesignError} as `checkMargins`, `distanceFunction` and `checkBounds`; `calibration-did-not-converge`
 *   {auxiliary, error, iterations} if no factors were found that meet all totals together
 */
export function calibrateWeights(
  rows: WeightedRows,
  auxiliaries: Auxiliaries,
  { method, bounds = null, tolerance = 1e-12, maxIterations = 200 }: CalibrationOptions,
): { factor: Float64Array; report: CalibrationReport } {
  const distance = distanceFunction(method, bounds);
  checkMargins(rows, auxiliaries.margins);
  const cells = auxiliaries.numerics?.length ? null : calibrationCells(rows, auxiliaries.margins);
  const [solved, to] = cells ? [cells, { margins: cells.margins }] : [rows, auxiliaries];
  if (bounds) checkBounds(solved, to, bounds);
  const solution = solveCalibration(solved, to, distance, { tolerance, maxIterations });
  const { factor, errors, maxError, iterations } = solution;
  const names = auxiliaryNames(auxiliaries);
  if (!(maxError < Math.max(tolerance, 1e-9))) {
    const worst = errors.reduce((at, error, k) => (Math.abs(error) > Math.abs(errors[at]!) ? k : at), 0);
    throw new DesignError(
      "calibration-did-not-converge",
      `${names[worst]} is missed by ${errors[worst]} after ${iterations} steps`,
      { auxiliary: names[worst]!, error: errors[worst]!, iterations },
    );
  }
  const count = (chosen: (g: number) => boolean) =>
    factor.reduce((sum, g, row) => sum + (chosen(g) ? solved.n[row]! : 0), 0);
  const [low, high] = bounds ?? [-Infinity, Infinity];
  return {
    factor: cells ? factorOfRows(factor, cells.cellOfRow) : factor,
    report: {
      method,
      bounds,
      auxiliaries: names,
      iterations,
      maxMarginError: maxError,
      ...weightEffects(solved, factor),
      atLow: count((g) => g <= low),
      atHigh: count((g) => g >= high),
      negative: count((g) => g < 0),
    },
  };
}
