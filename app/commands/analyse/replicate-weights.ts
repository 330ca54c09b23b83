import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { factorsOfUnits, type Replicates } from "#analysis/replication/replicates.ts";
import { finalWeights } from "#analysis/estimation/group-sums.ts";
import { addDetails } from "./add-details.ts";
import { calibrationFactor } from "./adjust-weights.ts";
import type { RequestedAuxiliaries } from "./calibration-auxiliaries.ts";
import type { CalibrateRequest } from "./request.ts";

/** How the weights of the full sample came about, to be done again in each replicate. */
export interface WeightSteps {
  /** Before calibration and trimming. */
  base: SurveyDesign;
  calibrate: { request: CalibrateRequest; auxiliaries: RequestedAuxiliaries } | null;
  /** After all steps. Trimming is not done anew: its factors are the full sample's. */
  final: SurveyDesign;
}

/**
 * Final weights of each replicate in turn, calibrated again from the replicate's own base weights.
 *
 * @throws {DesignError} if the totals cannot be met in a replicate
 */
export function* replicateWeights(
  replicates: Replicates,
  { base, calibrate, final }: WeightSteps,
): Generator<Float64Array> {
  const { unitOfRow, list } = replicates;
  const weights = new Float64Array(base.sumW.length);
  const cut = trimmingFactor(base, calibrate, final);
  for (const [r, replicate] of list.entries()) {
    const factors = factorsOfUnits(replicates, replicate);
    for (let row = 0; row < weights.length; row++) weights[row] = base.sumW[row]! * factors[unitOfRow[row]!]!;
    if (calibrate) {
      const { request, auxiliaries } = calibrate;
      const factor = addDetails({ replicate: r + 1 }, () => calibrationFactor(request, auxiliaries, weights));
      for (let row = 0; row < weights.length; row++) weights[row]! *= factor[row]!;
    }
    if (cut) for (let row = 0; row < weights.length; row++) weights[row]! *= cut[row]!;
    yield weights;
  }
}

function trimmingFactor(
  base: SurveyDesign,
  calibrate: WeightSteps["calibrate"],
  final: SurveyDesign,
): Float64Array | null {
  const factor = calibrate && calibrationFactor(calibrate.request, calibrate.auxiliaries, base.sumW);
  const before = factor ? base.sumW.map((w, row) => w * factor[row]!) : base.sumW;
  const cut = finalWeights(final).map((weight, row) => weight / before[row]!);
  return cut.some((value) => Math.abs(value - 1) > 1e-12) ? cut : null;
}
