import { subtractFitted } from "#analysis/estimation/calibration-residuals.ts";
import { stageIndexes, type UnitGroups } from "#analysis/estimation/group-units.ts";
import type { GroupSums } from "#analysis/estimation/group-sums.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/** A linearised variable, Σ over terms of perValue·y + perCase·1[y present] in one domain, 0 outside it. */
export interface LinearColumn {
  domain: number;
  terms: readonly { sums: GroupSums; perValue: number; perCase: number }[];
}

/**
 * Final-weighted totals of linearised variables in every unit of every stage, of their residuals where calibrated.
 *
 * O(groups · columns of their domain), with calibration O(rows · auxiliary variables + units · auxiliaries · columns)
 * more. Source: Särndal, Swensson & Wretman (1992), section 5.5; Deville & Särndal (1992) for the residuals.
 *
 * @returns  per stage units × columns, row-major
 */
export function stageTotals(
  columns: readonly LinearColumn[],
  groups: UnitGroups,
  design: SurveyDesign,
): Float64Array[] {
  const indexes = stageIndexes(design);
  const slopes = design.calibration && linearSlopes(columns, design.calibration);
  return indexes.map((index, stage) => {
    const totals = new Float64Array(index.psus * columns.length);
    const unit = groups.unit[stage]!;
    columns.forEach(({ domain, terms }, c) => {
      const list = groups.ofDomain[domain]!;
      for (const { sums, perValue, perCase } of terms)
        addTerm(totals, c, columns.length, list, unit, sums.wy, perValue, sums.w, perCase);
    });
    if (slopes) {
      const { sumW, factor, calibration } = design;
      subtractFitted(totals, columns.length, slopes, calibration!, {
        psuOfRow: index.psuOfRow,
        sumW,
        factor,
      });
    }
    return totals;
  });
}

/** Adds a term's totals by unit to one column. */
function addTerm(
  totals: Float64Array,
  column: number,
  columns: number,
  list: Int32Array,
  unit: Int32Array,
  wy: Float64Array,
  perValue: number,
  w: Float64Array,
  perCase: number,
): void {
  for (let k = 0; k < list.length; k++) {
    const group = list[k]!;
    totals[unit[group]! * columns + column]! += perValue * wy[group]! + perCase * w[group]!;
  }
}

/** B = (Σ d x x′)⁻ Σ d x u of every column, from its terms' moments. */
function linearSlopes(
  columns: readonly LinearColumn[],
  { auxiliaries: p, inverse }: NonNullable<SurveyDesign["calibration"]>,
): Float64Array {
  const slopes = new Float64Array(p * columns.length);
  const moment = new Float64Array(p);
  columns.forEach(({ domain, terms }, c) => {
    moment.fill(0);
    for (const { sums, perValue, perCase } of terms)
      for (let i = 0, at = domain * p; i < p; i++, at++)
        moment[i]! += perValue * sums.moments!.value[at]! + perCase * sums.moments!.present[at]!;
    for (let i = 0; i < p; i++) {
      let slope = 0;
      for (let j = 0; j < p; j++) slope += inverse[i * p + j]! * moment[j]!;
      slopes[i * columns.length + c] = slope;
    }
  });
  return slopes;
}
