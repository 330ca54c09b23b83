import type { Calibration } from "#analysis/estimation/calibration.ts";
import type { DesignIndex } from "#analysis/estimation/design-index.ts";

/**
 * What to do with a stratum that has one PSU, whose variance cannot be seen:
 * `fail` refuses, `certainty` lets it add nothing, `adjust` centres its total at the mean of all PSU
 * totals, `average` gives it the average variance of the other strata.
 */
export type LonelyPsu = "fail" | "certainty" | "adjust" | "average";

/** Everything a variance needs beside the linearised variable. */
export interface SurveyDesign {
  index: DesignIndex;
  /** Base weight per tally row: Σw. */
  sumW: Float64Array;
  /** Final over base weight per tally row; null where no calibration took place (all 1). */
  factor: Float64Array | null;
  /** The margins that the weights were calibrated to; null where none were. */
  calibration: Calibration | null;
  lonelyPsu: LonelyPsu;
}
