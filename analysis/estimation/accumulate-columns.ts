/** Numbers per row; only those with a fraction can be missing (NaN). */
export type NumberArray = Float64Array | Uint8Array;

/** Σ over a group's rows where a column is present: 1, w, wy, w(y − origin)². */
export interface ColumnSums {
  n: Float64Array;
  w: Float64Array;
  wy: Float64Array;
  wyy: Float64Array;
  /** The first value present, so that squares stay small beside what they are to tell. */
  origin: number;
}

/** Rows and Σw per group: what all complete columns have in common. */
export type GroupCases = Pick<ColumnSums, "n" | "w">;

/** Which group each row is in, numbered from 0. */
export interface GroupedRows {
  count: number;
  ofRow: Int32Array;
}

/**
 * Sums columns in every group. O(rows · columns).
 *
 * Complete columns go four at a time, so that a row's group and weight are read once for four of them.
 *
 * @param columns  per row; NaN is missing
 * @param cases    of the same weights
 */
export function accumulateColumns(
  groups: GroupedRows,
  columns: readonly NumberArray[],
  weights: Float64Array,
  cases: GroupCases,
): ColumnSums[] {
  const complete = columns.filter(isComplete);
  const sums = new Map<NumberArray, ColumnSums>();
  for (let at = 0; at < complete.length; at += 4) {
    const four = complete.slice(at, at + 4);
    const padded = [0, 1, 2, 3].map((k) => four[k] ?? four[0]!);
    const origins = padded.map((column) => column[0] ?? 0);
    const summed = sumFour(groups, padded, origins, weights);
    four.forEach((column, k) => sums.set(column, spread(summed, k, origins[k]!, cases)));
  }
  return columns.map((column) => sums.get(column) ?? sumPresent(groups, column, weights));
}

/** Rows and their weights in every group. O(rows). */
export function countCases({ count, ofRow }: GroupedRows, weights: Float64Array): GroupCases {
  const n = new Float64Array(count);
  const w = new Float64Array(count);
  for (let row = 0; row < ofRow.length; row++) {
    const group = ofRow[row]!;
    n[group]! += 1;
    w[group]! += weights[row]!;
  }
  return { n, w };
}

/** Σw(y − origin) and Σw(y − origin)² of four columns, side by side in every group. */
function sumFour(
  { count, ofRow }: GroupedRows,
  columns: readonly NumberArray[],
  origins: readonly number[],
  weights: Float64Array,
): Float64Array {
  const [a, b, c, d] = columns as [NumberArray, NumberArray, NumberArray, NumberArray];
  const [a0, b0, c0, d0] = origins as [number, number, number, number];
  const sums = new Float64Array(8 * count);
  const rows = ofRow.length;
  for (let row = 0; row < rows; row++) {
    const at = 8 * ofRow[row]!;
    const w = weights[row]!;
    const ya = a[row]! - a0;
    const yb = b[row]! - b0;
    const yc = c[row]! - c0;
    const yd = d[row]! - d0;
    sums[at]! += w * ya;
    sums[at + 1]! += w * ya * ya;
    sums[at + 2]! += w * yb;
    sums[at + 3]! += w * yb * yb;
    sums[at + 4]! += w * yc;
    sums[at + 5]! += w * yc * yc;
    sums[at + 6]! += w * yd;
    sums[at + 7]! += w * yd * yd;
  }
  return sums;
}

function spread(sums: Float64Array, k: number, origin: number, { n, w }: GroupCases): ColumnSums {
  const wy = w.map((weight, group) => sums[8 * group + 2 * k]! + origin * weight);
  return { n, w, wy, wyy: w.map((_, group) => sums[8 * group + 2 * k + 1]!), origin };
}

function sumPresent({ count, ofRow }: GroupedRows, values: NumberArray, weights: Float64Array): ColumnSums {
  const first = values.findIndex((value) => value === value);
  const origin = first < 0 ? 0 : values[first]!;
  const [n, w, wy, wyy] = [0, 1, 2, 3].map(() => new Float64Array(count)) as [Float64Array, Float64Array, Float64Array, Float64Array]; // prettier-ignore
  for (let row = 0; row < ofRow.length; row++) {
    const value = values[row]!;
    if (value !== value) continue;
    const group = ofRow[row]!;
    const weight = weights[row]!;
    const y = value - origin;
    n[group]! += 1;
    w[group]! += weight;
    wy[group]! += weight * value;
    wyy[group]! += weight * y * y;
  }
  return { n, w, wy, wyy, origin };
}

function isComplete(values: NumberArray): boolean {
  if (values instanceof Uint8Array) return true;
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row]! * 0;
  return sum === 0;
}
