import { emptyTally } from "#analysis/tally/empty-tally.ts";
import { labelKeys } from "#analysis/tally/label-keys.ts";
import type { Mode, Tally, TallyRecord } from "#analysis/tally.ts";

const PER_ITEM = [
  "answered",
  "dontKnow",
  "wAnswered",
  "wDontKnow",
  "wScore",
  "wScore2",
  "wSatisfied",
] as const;

/**
 * Packs the rows of the database's GROUP BY into a tally.
 *
 * O(rows · items). The records are taken as they are: one a group, and one with n = 0 for every drawn
 * PSU without a response, so that it counts as a zero in the variance.
 *
 * @param items    item ids in the sheet's order
 * @param records  counts, sums of weights (persons or passages) and of weighted scores in [0, 1]
 * @throws {TypeError} if a record's arrays do not fit `items`, or a figure is not a finite number
 */
export function buildTally(mode: Mode, items: readonly string[], records: readonly TallyRecord[]): Tally {
  const tally = emptyTally(mode, items, records.length);
  labelKeys(tally, records);
  records.forEach((record, row) => {
    if (record.items.length !== items.length * PER_ITEM.length || record.shares.length !== 6)
      throw new TypeError(
        `tally record ${row} does not hold 7 figures for each of ${items.length} items and 6 shares`,
      );
    tally.n[row] = finite(record.n, row);
    tally.sumW[row] = finite(record.sumW, row);
    tally.sumW2[row] = finite(record.sumW2, row);
    for (let item = 0; item < items.length; item++)
      PER_ITEM.forEach((name, k) => {
        tally[name][row * items.length + item] = finite(record.items[item * PER_ITEM.length + k], row);
      });
    (["sheet", "other"] as const).forEach((rule, k) => {
      tally.wHasShare[rule][row] = finite(record.shares[3 * k], row);
      tally.wShare[rule][row] = finite(record.shares[3 * k + 1], row);
      tally.wShare2[rule][row] = finite(record.shares[3 * k + 2], row);
    });
  });
  return tally;
}

/** Drivers return numeric and bigint columns as strings: better refused here than added up as text. */
function finite(value: number | undefined, row: number): number {
  if (typeof value !== "number" || !Number.isFinite(value))
    throw new TypeError(`tally record ${row} holds ${String(value)} where a finite number belongs`);
  return value;
}
