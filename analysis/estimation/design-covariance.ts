import { linearisedCovariance } from "#analysis/estimation/linearised-covariance.ts";
import { lonelyStratumByColumn } from "#analysis/estimation/lonely-strata.ts";
import { psuTotals } from "#analysis/estimation/psu-totals.ts";
import type { Linearised } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/**
 * Covariance of estimates under a design, calibration included, from their linearised variables.
 *
 * Under "fail" no column is refused here: `lonely` names, for each, the single-PSU stratum that contributes to it
 * (its figure must be withheld), so that one such stratum does not silence the domains it has no part in.
 *
 * @returns `covariance` columns × columns, row-major; `lonely` per column, null where the variance stands
 */
export function designCovariance(
  linearised: Pick<Linearised, "values" | "columns">,
  design: SurveyDesign,
): { covariance: Float64Array; lonely: (string | null)[] } {
  const { columns } = linearised;
  const fail = design.lonelyPsu === "fail";
  const totals = psuTotals(linearised, design);
  const lonely = fail
    ? lonelyStratumByColumn(totals, columns, design.index)
    : new Array<null>(columns).fill(null);
  const covariance = linearisedCovariance(
    totals,
    columns,
    design.index,
    fail ? "certainty" : design.lonelyPsu,
  );
  return { covariance, lonely };
}
