import { calibrationSlopes, subtractFitted } from "#analysis/estimation/calibration-residuals.ts";
import type { Linearised } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/**
 * Final-weighted PSU totals of linearised variables, of their residuals where the weights are calibrated.
 *
 * O(rows · columns · margins).
 *
 * @returns psus × columns, row-major; a PSU without responses is a row of zeros
 */
export function psuTotals(
  linearised: Pick<Linearised, "values" | "columns">,
  design: SurveyDesign,
): Float64Array {
  const { factor, sumW, calibration } = design;
  const { psuOfRow, psus } = design.index;
  const { columns, values } = linearised;
  const totals = new Float64Array(psus * columns);
  addRows(totals, values, columns, psuOfRow, factor);
  if (calibration) {
    const slopes = calibrationSlopes(values, columns, sumW, calibration);
    subtractFitted(totals, columns, slopes, calibration, { psuOfRow, sumW, factor });
  }
  return totals;
}

function addRows(
  totals: Float64Array,
  values: Float64Array,
  columns: number,
  psuOfRow: Int32Array,
  factor: Float64Array | null,
): void {
  for (let row = 0, cell = 0; row < psuOfRow.length; row++) {
    const g = factor === null ? 1 : factor[row]!;
    for (let c = 0, to = psuOfRow[row]! * columns; c < columns; c++) totals[to++]! += g * values[cell++]!;
  }
}
