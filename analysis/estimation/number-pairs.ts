import { everyRow } from "#analysis/estimation/domains.ts";

/** The pairs (outer, inner) that occur, numbered in the order they are met. */
export interface NumberedPairs {
  count: number;
  /** Number of each row's pair. */
  ofRow: Int32Array;
  /** The outer and the inner code of each pair. */
  outer: Int32Array;
  inner: Int32Array;
}

/** Up to this many possible pairs a table is used (16 MiB), beyond it a map. */
const TABLE_LIMIT = 1 << 22;

/**
 * Numbers the pairs of two codes, so that an inner code means something only inside its outer one. O(rows).
 *
 * @param outer  codes from 0, `outerSize` of them at most; null for a single one
 * @param inner  codes from 0, `innerSize` of them at most; null where every row is one of its own
 */
export function numberPairs(
  outer: Int32Array | null,
  inner: Int32Array | null,
  { rows, outerSize, innerSize }: { rows: number; outerSize: number; innerSize: number },
): NumberedPairs {
  if (!inner) {
    const ofRow = everyRow(rows);
    return { count: rows, ofRow, outer: outer ?? new Int32Array(rows), inner: ofRow };
  }
  const ofRow = new Int32Array(rows);
  const possible = outerSize * innerSize;
  const keys: number[] = [];
  if (possible <= TABLE_LIMIT) numberByTable(ofRow, new Int32Array(possible), keys, outer, inner, innerSize);
  else numberByMap(ofRow, keys, outer, inner, innerSize);
  const count = keys.length;
  const outerOf = new Int32Array(count);
  const innerOf = new Int32Array(count);
  for (let pair = 0; pair < count; pair++) {
    outerOf[pair] = Math.floor(keys[pair]! / innerSize);
    innerOf[pair] = keys[pair]! - outerOf[pair]! * innerSize;
  }
  return { count, ofRow, outer: outerOf, inner: innerOf };
}

// Loops over all rows stand in functions of their own, with nothing after them: compiled while they run, they then
// stay compiled.

/** @param table  zeros: number + 1 of each pair, row-major */
function numberByTable(
  ofRow: Int32Array,
  table: Int32Array,
  keys: number[],
  outer: Int32Array | null,
  inner: Int32Array,
  innerSize: number,
): void {
  for (let row = 0; row < ofRow.length; row++) {
    const key = outer === null ? inner[row]! : outer[row]! * innerSize + inner[row]!;
    if (table[key] === 0) table[key] = keys.push(key);
    ofRow[row] = table[key]! - 1;
  }
}

function numberByMap(
  ofRow: Int32Array,
  keys: number[],
  outer: Int32Array | null,
  inner: Int32Array,
  innerSize: number,
): void {
  const numbers = new Map<number, number>();
  for (let row = 0; row < ofRow.length; row++) {
    const key = (outer === null ? 0 : outer[row]! * innerSize) + inner[row]!;
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = keys.push(key) - 1));
    ofRow[row] = number;
  }
}
