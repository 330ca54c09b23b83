import { emptyTally } from "#analysis/tally/empty-tally.ts";
import { figureColumn, figureColumns, KEY_COLUMNS } from "#analysis/tally/tally-columns.ts";
import type { Tally } from "#analysis/tally.ts";

/**
 * The same tally with its labels and rows in the one order that does not depend on how it was made: labels by their UTF-16
 * code units, rows by stratum, PSU, street, age band and sex, unknown ones first.
 *
 * Sums over rows depend on their order in the last digits, so what is to be computed again digit for digit is
 * computed from this one. O(rows · log rows + rows · items).
 *
 * @returns  a new tally with the same figures
 */
export function canonicalTally(tally: Tally): Tally {
  const { rows, items } = tally;
  const sorted = emptyTally(tally.mode, items, rows);
  const place = KEY_COLUMNS.map((column) => {
    const labels = [...tally.labels[column]].sort(byCodeUnits);
    sorted.labels[column] = labels;
    const places = new Map(labels.map((label, i) => [label, i]));
    return Int32Array.from(tally[column], (index) =>
      index < 0 ? -1 : places.get(tally.labels[column][index]!)!,
    );
  });
  const order = Array.from({ length: rows }, (_, row) => row).sort((a, b) => {
    const column = place.find((places) => places[a] !== places[b]);
    return column ? column[a]! - column[b]! : 0;
  });
  KEY_COLUMNS.forEach((column, k) => order.forEach((from, row) => (sorted[column][row] = place[k]![from]!)));
  for (const { name, perRow } of figureColumns(items.length)) {
    const [source, target] = [figureColumn(tally, name), figureColumn(sorted, name)];
    order.forEach((from, row) => {
      target.set(source.subarray(from * perRow, (from + 1) * perRow), row * perRow);
    });
  }
  return sorted;
}

const byCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
