import type { UnitGroups } from "#analysis/estimation/group-units.ts";
import type { DomainSplit } from "#analysis/estimation/split-domains.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/** A number per unit row; NaN (or null in a plain array) is missing. */
export interface NumericColumn {
  name: string;
  values: ColumnValues;
}

export type ColumnValues =
  Float64Array | Float32Array | Int32Array | Uint8Array | Int8Array | Int16Array | readonly (number | null)[];

export type NumericArray = Exclude<ColumnValues, readonly (number | null)[]>;

/** Σ over a group's rows where the column is present: 1, w, wy, w(y − origin)² (final weights w). */
export interface GroupSums {
  n: Float64Array;
  w: Float64Array;
  wy: Float64Array;
  wyy: Float64Array;
  /** The first value present, so that squares stay small beside what they are to tell. */
  origin: number;
  /** Σ d x and Σ d x y per domain (domains × auxiliaries, base weights d); null without calibration. */
  moments: { present: Float64Array; value: Float64Array } | null;
}

/** The column as typed numbers, null as NaN. */
export function numericValues(values: ColumnValues): NumericArray {
  return Array.isArray(values) ? Float64Array.from(values, (v) => v ?? Number.NaN) : (values as NumericArray);
}

/** Final weight of every row. */
export function finalWeights({ sumW, factor }: Pick<SurveyDesign, "sumW" | "factor">): Float64Array {
  return factor ? sumW.map((w, row) => w * factor[row]!) : sumW;
}

/** Sums one column in every group. O(rows), and O(rows · numbers) more where numbers were calibrated to. */
export function sumGroups(
  groups: UnitGroups,
  values: NumericArray,
  design: SurveyDesign,
  split: DomainSplit,
  weights: Float64Array,
): GroupSums {
  const sums = accumulate(groups, values, weights);
  if (!design.calibration) return { ...sums, moments: null };
  const base = design.factor ? accumulate(groups, values, design.sumW) : sums;
  return { ...sums, moments: momentsOf(groups, values, base, design, split.count) };
}

function accumulate({ count, ofRow, domain }: UnitGroups, values: NumericArray, weights: Float64Array) {
  // Four sums side by side, so that a row touches one cache line.
  const sums = new Float64Array(4 * count);
  const origin = firstPresent(values);
  for (let row = 0; row < ofRow.length; row++) {
    const y = values[row]!;
    if (y !== y) continue;
    const at = 4 * ofRow[row]!;
    const w = weights[row]!;
    sums[at]! += 1;
    sums[at + 1]! += w;
    sums[at + 2]! += w * y;
    sums[at + 3]! += w * (y - origin) * (y - origin);
  }
  const pick = (k: number) => Float64Array.from(domain, (d, group) => (d < 0 ? 0 : sums[4 * group + k]!));
  return { n: pick(0), w: pick(1), wy: pick(2), wyy: pick(3), origin };
}

function firstPresent(values: NumericArray): number {
  for (let row = 0; row < values.length; row++) if (values[row] === values[row]) return values[row]!;
  return 0;
}

function momentsOf(
  { count, domain, category, ofRow }: UnitGroups,
  values: NumericArray,
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
