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
  const outerOf: number[] = [];
  const innerOf: number[] = [];
  const add = (a: number, b: number) => {
    innerOf.push(b);
    return outerOf.push(a);
  };
  if (outerSize * innerSize <= TABLE_LIMIT) {
    const table = new Int32Array(outerSize * innerSize); // number + 1
    for (let row = 0; row < rows; row++) {
      const a = outer ? outer[row]! : 0;
      const at = a * innerSize + inner[row]!;
      ofRow[row] = (table[at] ||= add(a, inner[row]!)) - 1;
    }
  } else {
    const numbers = new Map<number, number>();
    for (let row = 0; row < rows; row++) {
      const a = outer ? outer[row]! : 0;
      const key = a * innerSize + inner[row]!;
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = add(a, inner[row]!)));
      ofRow[row] = number - 1;
    }
  }
  return { count: outerOf.length, ofRow, outer: Int32Array.from(outerOf), inner: Int32Array.from(innerOf) };
}
