import type { Calibration } from "#analysis/estimation/calibration.ts";
import type { DesignIndex } from "#analysis/estimation/design-index.ts";

/**
 * What to do with a stratum that has one PSU, whose variance cannot be seen:
 * `fail` refuses, `remove` and `certainty` let it add nothing, `adjust` centres its total at the mean of all
 * PSU totals, `average` gives it the average variance of the other strata.
 */
export type LonelyPsu = "fail" | "remove" | "certainty" | "adjust" | "average";

/** A stage of selection inside the units of the stage before. */
export interface LaterStage {
  /** This stage's units as its PSUs, the units of the stage before as its strata. */
  index: DesignIndex;
  /** Sampling fraction m/M in each unit of the stage before. */
  fraction: Float64Array;
  /** Product of the earlier stages' fractions, per unit of the stage before. */
  earlier: Float64Array;
}

/** Everything a variance needs beside the linearised variable. */
export interface SurveyDesign {
  index: DesignIndex;
  /** Base weight per tally row, Σw; per unit row its weight. */
  sumW: Float64Array;
  /** Final over base weight per tally row; null where no calibration took place (all 1). */
  factor: Float64Array | null;
  /** The margins that the weights were calibrated to; null where none were. */
  calibration: Calibration | null;
  lonelyPsu: LonelyPsu;
  /** First-stage sampling fraction n/N of each stratum; absent or null: drawn with replacement. */
  fraction?: Float64Array | null;
  /** Later stages whose variance is added, outermost first; only below a stage with fractions. */
  laterStages?: readonly LaterStage[];
  /**
   * Whether a stratum where a single PSU holds cases of a domain counts as lonely for that domain, under "adjust"
   * (not centred) and "average". Absent: no, only strata of one PSU are lonely.
   */
  domainLonely?: boolean;
}
