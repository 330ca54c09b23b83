import { calibrationResiduals } from "#analysis/estimation/calibration-residuals.ts";
import type { Linearised } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/**
 * Final-weighted PSU totals of linearised variables, of their residuals where the weights are calibrated.
 *
 * @returns psus × columns, row-major; a PSU without responses is a row of zeros
 */
export function psuTotals(
  linearised: Pick<Linearised, "values" | "columns">,
  design: SurveyDesign,
): Float64Array {
  const { index, factor, sumW, calibration } = design;
  const { columns } = linearised;
  const values = calibration
    ? calibrationResiduals(linearised.values, columns, sumW, calibration)
    : linearised.values;
  const totals = new Float64Array(index.psus * columns);
  for (let row = 0; row < index.psuOfRow.length; row++) {
    const at = index.psuOfRow[row]! * columns;
    const g = factor ? factor[row]! : 1;
    for (let c = 0; c < columns; c++) totals[at + c]! += g * values[row * columns + c]!;
  }
  return totals;
}
