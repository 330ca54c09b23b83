import { stageIndexes } from "#analysis/estimation/group-units.ts";
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
  const totals = stageIndexes(design).map((index) => psuTotals(linearised, { ...design, index }));
  return stagedCovariance(totals, linearised.columns, design);
}

/**
 * Sum of every stage's covariance from the totals of its units.
 *
 * @param totals     per stage units × columns, row-major
 * @param lonelyFor  first stage: as `StageRule`
 * @returns          columns × columns, row-major
 * @throws {DesignError} as `linearisedCovariance`
 */
export function stagedCovariance(
  totals: readonly Float64Array[],
  columns: number,
  design: SurveyDesign,
  lonelyFor: Uint8Array | null = null,
): Float64Array {
  const { index, fraction = null, lonelyPsu, laterStages = [] } = design;
  const covariance = linearisedCovariance(totals[0]!, columns, index, lonelyPsu, { fraction, lonelyFor });
  laterStages.forEach((stage, s) => {
    const { fraction, earlier } = stage;
    const added = linearisedCovariance(totals[s + 1]!, columns, stage.index, lonelyPsu, {
      fraction,
      earlier,
    });
    for (let k = 0; k < covariance.length; k++) covariance[k]! += added[k]!;
  });
  return covariance;
}
