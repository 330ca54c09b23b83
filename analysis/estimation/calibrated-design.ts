import { prepareCalibration, type Margin, type NumericAuxiliary } from "#analysis/estimation/calibration.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/**
 * A design with the factors of a calibration, which every variance from it then carries.
 *
 * O(rows · auxiliary variables² + auxiliaries³). Source: Deville & Särndal (1992), JASA 87, section 3.
 *
 * @param design    with the base weights that were calibrated
 * @param factor    final over base weight per row, as `rake`, `poststratify` and `calibrateWeights` return it
 * @param margins   what was calibrated to, each covering every row with responses
 * @param numerics  numbers beside the margins
 */
export function calibratedDesign(
  design: SurveyDesign,
  factor: Float64Array,
  margins: readonly Margin[],
  numerics: readonly NumericAuxiliary[] = [],
): SurveyDesign {
  return { ...design, factor, calibration: prepareCalibration(margins, design.sumW, numerics) };
}
