import { DesignError } from "#analysis/design-error.ts";
import type { Tally } from "#analysis/tally.ts";

/** Responses by row: how many, Σw and Σw² (w the base weights). A tally has this; units are one row each. */
export type WeightedRows = Pick<Tally, "rows" | "n" | "sumW" | "sumW2">;

/** Rows of one response each, from a weight for each. O(units). */
export function unitRows(weights: Float64Array): WeightedRows {
  const sumW2 = new Float64Array(weights.length);
  for (let row = 0; row < weights.length; row++) sumW2[row] = weights[row]! * weights[row]!;
  return { rows: weights.length, n: new Float64Array(weights.length).fill(1), sumW: weights, sumW2 };
}

/**
 * The one weight that all responses of a row have, 0 for a row without responses. O(rows).
 *
 * @throws {DesignError} `tally-does-not-suffice` {row} if a row's responses have different weights: then only unit
 *   rows can say which of them are cut
 */
export function weightOfRow({ rows, n, sumW, sumW2 }: WeightedRows): Float64Array {
  const weights = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    if (n[row] === 0) continue;
    const square = sumW[row]! * sumW[row]!;
    if (Math.abs(n[row]! * sumW2[row]! - square) > 1e-9 * square)
      throw new DesignError("tally-does-not-suffice", `responses of row ${row} have different weights`, {
        row,
      });
    weights[row] = sumW[row]! / n[row]!;
  }
  return weights;
}
