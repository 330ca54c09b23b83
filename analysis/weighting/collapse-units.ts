import type { Margin } from "#analysis/estimation/calibration.ts";
import type { RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** A column of numbers without missing values. */
export interface CompleteColumn {
  name: string;
  values: Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;
}

/** Unit rows gathered by PSU and calibration cell: a small tally, its design, margins and base-weighted sums. */
export interface CollapsedUnits {
  rows: WeightedRows;
  /** Ready for the margins' `prepareCalibration` and the factor of `rake`, both on `rows`. */
  design: SurveyDesign;
  margins: Margin[];
  table: RatioTable;
  /** The row of each unit, to give it its factor. */
  rowOfUnit: Int32Array;
}

/**
 * Gathers unit rows by PSU and by the margins' cells: nothing else matters for raking and for the means after it.
 *
 * The base weights' sums of a million rows become a few thousand rows; raking, calibrated variances and replicates then
 * take milliseconds and are the same to rounding. O(units · (margins + columns)).
 *
 * @param design   of the units, not calibrated yet; later stages are left out
 * @param margins  categories per unit, none unknown
 * @param columns  become the table's items
 */
export function collapseUnits(
  design: SurveyDesign,
  margins: readonly Margin[],
  columns: readonly CompleteColumn[],
): CollapsedUnits {
  const { index, sumW: weights } = design;
  const cells = margins.reduce((product, { labels }) => product * labels.length, 1);
  const { rowOfUnit, firstUnit } = numberRows(index.psuOfRow, margins, index.psus * cells);
  const rows = firstUnit.length;
  const [n, sumW, sumW2] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  addWeights(n, sumW, sumW2, rowOfUnit, weights);
  const items = columns.length;
  const numerator = new Float64Array(rows * items);
  const denominator = new Float64Array(rows * items);
  for (let item = 0; item < items; item += 4)
    addFour(numerator, rowOfUnit, weights, columns.slice(item, item + 4), { item, items });
  for (let row = 0; row < rows; row++) denominator.fill(sumW[row]!, row * items, (row + 1) * items);
  const pick = (of: Int32Array) => firstUnit.map((unit) => of[unit]!);
  return {
    rows: { rows, n, sumW, sumW2 },
    design: { ...design, index: { ...index, psuOfRow: pick(index.psuOfRow) }, sumW, laterStages: [] },
    margins: margins.map((margin) => ({ ...margin, categoryOfRow: pick(margin.categoryOfRow) })),
    table: { items: columns.map(({ name }) => name), rows, numerator, denominator },
    rowOfUnit,
  };
}

function numberRows(
  psuOfRow: Int32Array,
  margins: readonly Margin[],
  possible: number,
): { rowOfUnit: Int32Array; firstUnit: Int32Array } {
  const rowOfUnit = psuOfRow.slice();
  for (const { categoryOfRow, labels } of margins) crossKeys(rowOfUnit, categoryOfRow, labels.length);
  const firstUnit: number[] = [];
  numberKeys(rowOfUnit, new Int32Array(possible).fill(-1), firstUnit);
  return { rowOfUnit, firstUnit: Int32Array.from(firstUnit) };
}

// Loops over all units stand in functions of their own, with nothing after them: compiled while they run, they then
// stay compiled.

function crossKeys(keys: Int32Array, categoryOfRow: Int32Array, categories: number): void {
  for (let unit = 0; unit < keys.length; unit++) keys[unit] = keys[unit]! * categories + categoryOfRow[unit]!;
}

/** Keys become row numbers, in place. */
function numberKeys(keys: Int32Array, rowOfKey: Int32Array, firstUnit: number[]): void {
  for (let unit = 0; unit < keys.length; unit++) {
    const key = keys[unit]!;
    if (rowOfKey[key]! < 0) rowOfKey[key] = firstUnit.push(unit) - 1;
    keys[unit] = rowOfKey[key]!;
  }
}

function addWeights(
  n: Float64Array,
  sumW: Float64Array,
  sumW2: Float64Array,
  rowOfUnit: Int32Array,
  weights: Float64Array,
): void {
  for (let unit = 0; unit < rowOfUnit.length; unit++) {
    const row = rowOfUnit[unit]!;
    const w = weights[unit]!;
    n[row]! += 1;
    sumW[row]! += w;
    sumW2[row]! += w * w;
  }
}

/** Σwy of up to four columns side by side, so that a unit's row and weight are read once for all of them. */
function addFour(
  numerator: Float64Array,
  rowOfUnit: Int32Array,
  weights: Float64Array,
  columns: readonly CompleteColumn[],
  { item, items }: { item: number; items: number },
): void {
  const padded = [0, 1, 2, 3].map((k) => (columns[k] ?? columns[0]!).values);
  const [a, b, c, d] = padded as [Values, Values, Values, Values];
  const sums = new Float64Array((4 * numerator.length) / items);
  addValues(sums, rowOfUnit, weights, a, b, c, d);
  for (let k = 0; k < columns.length; k++)
    for (let from = k, to = item + k; from < sums.length; from += 4, to += items) numerator[to] = sums[from]!;
}

function addValues(
  sums: Float64Array,
  rowOfUnit: Int32Array,
  weights: Float64Array,
  a: Values,
  b: Values,
  c: Values,
  d: Values,
): void {
  for (let unit = 0; unit < rowOfUnit.length; unit++) {
    const at = 4 * rowOfUnit[unit]!;
    const w = weights[unit]!;
    sums[at]! += w * a[unit]!;
    sums[at + 1]! += w * b[unit]!;
    sums[at + 2]! += w * c[unit]!;
    sums[at + 3]! += w * d[unit]!;
  }
}

type Values = CompleteColumn["values"];
