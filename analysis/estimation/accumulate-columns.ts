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
    const column = (k: number) => four[k] ?? four[0]!;
    const origin = (k: number) => column(k)[0] ?? 0;
    const summed = new Float64Array(8 * groups.count);
    addFour(
      summed,
      groups.ofRow,
      weights,
      [column(0), column(1), column(2), column(3)],
      [origin(0), origin(1), origin(2), origin(3)],
    );
    four.forEach((values, k) => sums.set(values, spread(summed, k, origin(k), cases)));
  }
  return columns.map((column) => sums.get(column) ?? sumPresent(groups, column, weights));
}

/** Rows and their weights in every group. O(rows). */
export function countCases({ count, ofRow }: GroupedRows, weights: Float64Array): GroupCases {
  const cases = { n: new Float64Array(count), w: new Float64Array(count) };
  addCases(cases.n, cases.w, ofRow, weights);
  return cases;
}

// Loops over all rows stand in functions of their own, with nothing after them: compiled while they run, they then
// stay compiled.

function addCases(n: Float64Array, w: Float64Array, ofRow: Int32Array, weights: Float64Array): void {
  for (let row = 0; row < ofRow.length; row++) {
    const group = ofRow[row]!;
    n[group]! += 1;
    w[group]! += weights[row]!;
  }
}

/** Σw(y − origin) and Σw(y − origin)² of four columns, side by side in every group. */
function addFour(
  sums: Float64Array,
  ofRow: Int32Array,
  weights: Float64Array,
  [a, b, c, d]: readonly [NumberArray, NumberArray, NumberArray, NumberArray],
  [a0, b0, c0, d0]: readonly [number, number, number, number],
): void {
  for (let row = 0; row < ofRow.length; row++) {
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
}

function spread(sums: Float64Array, k: number, origin: number, { n, w }: GroupCases): ColumnSums {
  const column = { n, w, wy: new Float64Array(w.length), wyy: new Float64Array(w.length), origin };
  takeOne(column.wy, column.wyy, sums, 2 * k, origin, w);
  return column;
}

/** One of four columns out of their sums. */
function takeOne(
  wy: Float64Array,
  wyy: Float64Array,
  sums: Float64Array,
  from: number,
  origin: number,
  w: Float64Array,
): void {
  for (let group = 0, at = from; group < w.length; group++, at += 8) {
    wy[group] = sums[at]! + origin * w[group]!;
    wyy[group] = sums[at + 1]!;
  }
}

function sumPresent({ count, ofRow }: GroupedRows, values: NumberArray, weights: Float64Array): ColumnSums {
  const first = values.findIndex((value) => value === value);
  const origin = first < 0 ? 0 : values[first]!;
  const sums = { n: new Float64Array(count), w: new Float64Array(count), wy: new Float64Array(count), wyy: new Float64Array(count), origin }; // prettier-ignore
  addPresent(sums, ofRow, values, weights);
  return sums;
}

function addPresent(
  { n, w, wy, wyy, origin }: ColumnSums,
  ofRow: Int32Array,
  values: NumberArray,
  weights: Float64Array,
): void {
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
}

function isComplete(values: NumberArray): boolean {
  return values instanceof Uint8Array || sumOfZeros(values) === 0;
}

/** 0, or NaN where a value is missing or infinite. */
function sumOfZeros(values: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row]! * 0;
  return sum;
}
