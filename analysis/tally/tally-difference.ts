import { figureColumn, figureColumns, KEY_COLUMNS } from "#analysis/tally/tally-columns.ts";
import type { Tally } from "#analysis/tally.ts";

/** How far two tallies of the same responses are apart. */
export type TallyDifference =
  /** They hold other groups, items or modes: no figures can be compared. */
  | { same: false; differs: "mode" | "items" | "rows" | "labels" | "keys" }
  /** The largest difference of two figures, as a part of the larger (of 1 where that is smaller), and its column. */
  | { same: true; largest: number; column: string | null };

/**
 * Compares two tallies in their canonical order figure by figure. O(rows · items).
 *
 * A sum made on other machines, or in another order, differs by roundings: under about n·2⁻⁵³ of its size.
 * Source: Higham (2002), Accuracy and Stability of Numerical Algorithms, chapter 4.
 *
 * @param a  in canonical order, as `b`
 */
export function tallyDifference(a: Tally, b: Tally): TallyDifference {
  if (a.mode !== b.mode) return { same: false, differs: "mode" };
  if (a.items.join("\n") !== b.items.join("\n")) return { same: false, differs: "items" };
  if (a.rows !== b.rows) return { same: false, differs: "rows" };
  for (const key of KEY_COLUMNS) {
    if (a.labels[key].join("\n") !== b.labels[key].join("\n")) return { same: false, differs: "labels" };
    if (a[key].some((label, row) => label !== b[key][row])) return { same: false, differs: "keys" };
  }
  let largest = 0;
  let column: string | null = null;
  for (const { name } of figureColumns(a.items.length)) {
    const [left, right] = [figureColumn(a, name), figureColumn(b, name)];
    for (let i = 0; i < left.length; i++) {
      const [x, y] = [left[i]!, right[i]!];
      if (x === y) continue;
      const apart = Math.abs(x - y) / Math.max(1, Math.abs(x), Math.abs(y));
      const size = Number.isNaN(apart) ? Infinity : apart;
      if (size > largest) [largest, column] = [size, name];
    }
  }
  return { same: true, largest, column };
}
