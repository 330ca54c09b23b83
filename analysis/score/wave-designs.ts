import { indexDesign } from "#analysis/estimation/design-index.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { WaveInput } from "#analysis/score/estimate-wave.ts";
import { calibrateHouseholds, type HouseholdRaking } from "#analysis/score/household-calibration.ts";
import { isWithheld, orWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import type { Mode, Tally } from "#analysis/tally.ts";

/** A mode's tally with the design and calibration that its variances need. */
export interface ModeDesign {
  tally: Tally;
  design: SurveyDesign;
}

/** Both probability modes, each ready for estimation or withheld with the reason, and what raking did. */
export interface WaveDesigns {
  household: Outcome<ModeDesign>;
  intercept: Outcome<ModeDesign>;
  raking: Outcome<HouseholdRaking>;
}

/** Rakes the households of a wave to the control totals and indexes both modes' designs. O(rows · margins). */
export function waveDesigns(input: WaveInput): WaveDesigns {
  const { household, intercept, controlTotals, lonelyPsu = "fail" } = input;
  const calibrated: Outcome<Weighting & { report: HouseholdRaking }> = household
    ? orWithheld(() => calibrateHouseholds(household, controlTotals))
    : withheld("mode-missing", { mode: "household" });
  const designed = (tally: Tally | null, mode: Mode, weighting: Outcome<Weighting>): Outcome<ModeDesign> => {
    if (!tally || !tally.n.some((n) => n > 0)) return withheld("mode-missing", { mode });
    if (isWithheld(weighting)) return weighting;
    const { factor, calibration } = weighting;
    return orWithheld(() => {
      const design = { index: indexDesign(tally), sumW: tally.sumW, factor, calibration, lonelyPsu };
      return { tally, design };
    });
  };
  return {
    household: designed(household, "household", calibrated),
    intercept: designed(intercept, "intercept", { factor: null, calibration: null }),
    raking: isWithheld(calibrated) ? calibrated : calibrated.report,
  };
}

type Weighting = Pick<SurveyDesign, "factor" | "calibration">;
