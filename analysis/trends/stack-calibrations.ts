import { DesignError } from "#analysis/design-error.ts";
import {
  prepareCalibration,
  type Calibration,
  type Margin,
  type NumericAuxiliary,
} from "#analysis/estimation/calibration.ts";
import { concatenate } from "#analysis/trends/stack-tallies.ts";

/** One wave's part of a stack: its rows' base weights and what they were calibrated to. */
export interface CalibratedWave {
  id: string;
  sumW: Float64Array;
  calibration: Calibration | null;
}

/**
 * The auxiliaries of waves that were each calibrated to their own margins, as one calibration of their stack.
 *
 * Every margin is crossed with the wave and every number is 0 outside its own, so residuals are fitted within waves.
 *
 * @returns null where no wave is calibrated
 * @throws {DesignError} `waves-calibrated-differently` unless all waves have equally many margins
 */
export function stackCalibrations(waves: readonly CalibratedWave[]): Calibration | null {
  const calibrations = waves.flatMap(({ calibration }) => calibration ?? []);
  if (calibrations.length === 0) return null;
  const count = calibrations[0]!.margins.length;
  if (calibrations.length < waves.length || calibrations.some(({ margins }) => margins.length !== count))
    throw new DesignError("waves-calibrated-differently", "the waves are not calibrated to the same margins");
  const margins = calibrations[0]!.margins.map((_, m) => stackMargin(waves, m));
  const numerics = waves.flatMap((wave, k) =>
    wave.calibration!.numerics.map((numeric) => numericOfWave(waves, k, numeric)),
  );
  return prepareCalibration(margins, concatenate(waves.map(({ sumW }) => sumW)), numerics);
}

function stackMargin(waves: readonly CalibratedWave[], m: number): Margin {
  const labels: string[] = [];
  const categories: number[] = [];
  for (const { id, calibration } of waves) {
    const margin = calibration!.margins[m]!;
    for (const category of margin.categoryOfRow)
      categories.push(category < 0 ? -1 : labels.length + category);
    labels.push(...margin.labels.map((label) => `${id}|${label}`));
  }
  return {
    name: waves[0]!.calibration!.margins[m]!.name,
    labels,
    categoryOfRow: Int32Array.from(categories),
    totals: concatenate(waves.map(({ calibration }) => calibration!.margins[m]!.totals)),
  };
}

function numericOfWave(
  waves: readonly CalibratedWave[],
  own: number,
  { name, valueOfRow, total }: NumericAuxiliary,
): NumericAuxiliary {
  const parts = waves.map(({ sumW }, k) => (k === own ? valueOfRow : new Float64Array(sumW.length)));
  return { name: `${waves[own]!.id}|${name}`, valueOfRow: concatenate(parts), total };
}
