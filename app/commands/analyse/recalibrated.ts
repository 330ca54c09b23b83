import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { calibratedAgain, rakedAgain, type Recalibration } from "#analysis/replication/recalibration.ts";
import type { WeightSteps } from "./replicate-weights.ts";

/** The weights that replicates start from, and the calibration that each goes through. */
export interface Recalibrated {
  design: SurveyDesign;
  recalibrate: Recalibration | null;
}

/** How replicates are calibrated by cells of the margins; null where numbers, or trimming after it, need every row. */
export function recalibrated({ base, calibrate, final }: WeightSteps, trimmed: boolean): Recalibrated | null {
  if (!calibrate) return { design: final, recalibrate: null };
  const { request, auxiliaries } = calibrate;
  const { method, bounds } = request;
  const { margins, numerics } = auxiliaries;
  if (trimmed || numerics.length > 0) return null;
  const recalibrate =
    method === "poststratify" || (method === "rake" && !bounds)
      ? rakedAgain(margins)
      : calibratedAgain(margins, { method: method === "rake" ? "raking" : method, bounds });
  return { design: base, recalibrate };
}
