import {
  accumulateColumns,
  countCases,
  type ColumnSums,
  type GroupCases,
  type NumberArray,
} from "#analysis/estimation/accumulate-columns.ts";
import type { UnitGroups } from "#analysis/estimation/group-units.ts";
import type { DomainSplit } from "#analysis/estimation/split-domains.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/** A number per unit row; NaN (or null in a plain array) is missing. */
export interface NumericColumn {
  name: string;
  values: ColumnValues;
}

/** Values by row; missing is NaN, null or undefined. */
export type ColumnValues =
  Float64Array | Float32Array | Int32Array | Uint8Array | Int8Array | Int16Array | readonly (number | null)[];

/** Sums of a column by final weights and, for calibration, what ties it to the auxiliaries. */
export interface GroupSums extends ColumnSums {
  /** Σ d x and Σ d x y per domain (domains × auxiliaries, base weights d); null without calibration. */
  moments: { present: Float64Array; value: Float64Array } | null;
}

/** The column as numbers, null as NaN; the column itself where it is so already. */
export function numericValues(values: ColumnValues): NumberArray {
  if (values instanceof Float64Array || values instanceof Uint8Array) return values;
  if (!Array.isArray(values)) return new Float64Array(values as ArrayLike<number>);
  return Float64Array.from(values as readonly (number | null)[], (value) => value ?? Number.NaN);
}

/** Final weight of every row. */
export function finalWeights({ sumW, factor }: Pick<SurveyDesign, "sumW" | "factor">): Float64Array {
  return factor ? sumW.map((w, row) => w * factor[row]!) : sumW;
}

/** Cases of a sample's groups by final weights and, the same object without calibration, by base weights. */
export interface SampleCases {
  final: GroupCases;
  base: GroupCases;
}

/** To be counted once for all columns. O(rows). */
export function sampleCases(groups: UnitGroups, design: SurveyDesign, weights: Float64Array): SampleCases {
  const final = countCases(groups, weights);
  return { final, base: design.factor ? countCases(groups, design.sumW) : final };
}

/** One column, as `sumColumns`. */
export function sumGroups(
  groups: UnitGroups,
  values: NumberArray,
  design: SurveyDesign,
  split: DomainSplit,
  weights: Float64Array,
): GroupSums {
  const cases = sampleCases(groups, design, weights);
  return sumColumns({ groups, design, split, weights, cases }, [values])[0]!;
}

/** What columns are summed over. */
export interface SummedRows {
  design: SurveyDesign;
  split: DomainSplit;
  groups: UnitGroups;
  /** Final weight of every row. */
  weights: Float64Array;
  cases: SampleCases;
}

/** Sums columns in every group. O(rows · columns), and as much again for each number that was calibrated to. */
export function sumColumns(
  { groups, design, split, weights, cases }: SummedRows,
  columns: readonly NumberArray[],
): GroupSums[] {
  const sums = accumulateColumns(groups, columns, weights, cases.final);
  const base =
    design.calibration && design.factor ? accumulateColumns(groups, columns, design.sumW, cases.base) : sums;
  return sums.map(({ n, w, wy, wyy, origin }, c) => {
    const moments = design.calibration && momentsOf(groups, columns[c]!, base[c]!, design, split.count);
    return { n, w, wy, wyy, origin, moments };
  });
}

function momentsOf(
  { count, domain, category, ofRow }: UnitGroups,
  values: NumberArray,
  base: { w: Float64Array; wy: Float64Array },
  { calibration, sumW }: SurveyDesign,
  domains: number,
): { present: Float64Array; value: Float64Array } {
  const { offsets, numerics, auxiliaries: p } = calibration!;
  const present = new Float64Array(domains * p);
  const value = new Float64Array(domains * p);
  category.forEach((categories, m) => {
    for (let group = 0; group < count; group++) {
      if (domain[group]! < 0) continue;
      const at = domain[group]! * p + offsets[m]! + categories[group]!;
      present[at]! += base.w[group]!;
      value[at]! += base.wy[group]!;
    }
  });
  numerics.forEach(({ valueOfRow }, j) => {
    const offset = p - numerics.length + j;
    for (let row = 0; row < ofRow.length; row++) {
      const d = domain[ofRow[row]!]!;
      const y = values[row]!;
      if (d < 0 || y !== y) continue;
      const dx = sumW[row]! * valueOfRow[row]!;
      present[d * p + offset]! += dx;
      value[d * p + offset]! += dx * y;
    }
  });
  return { present, value };
}
