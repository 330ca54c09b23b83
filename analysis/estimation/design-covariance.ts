import { linearisedCovariance } from "#analysis/estimation/linearised-covariance.ts";
import { psuTotals } from "#analysis/estimation/psu-totals.ts";
import type { Linearised } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/**
 * Covariance of estimates under a design, calibration included, from their linearised variables.
 *
 * @returns columns × columns, row-major
 * @throws {DesignError} as `linearisedCovariance`
 */
export function designCovariance(
  linearised: Pick<Linearised, "values" | "columns">,
  design: SurveyDesign,
): Float64Array {
  return linearisedCovariance(
    psuTotals(linearised, design),
    linearised.columns,
    design.index,
    design.lonelyPsu,
  );
}
