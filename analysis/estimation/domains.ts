import type { Tally, TallyKey } from "#analysis/tally.ts";

/** A subgroup of responses, as the tally rows that hold it; domains may overlap. */
export interface Domain {
  id: string;
  rows: Int32Array;
}

/** The numbers 0 … rows − 1. O(rows). */
export function everyRow(rows: number): Int32Array {
  const all = new Int32Array(rows);
  for (let row = 0; row < rows; row++) all[row] = row;
  return all;
}

/** Every row with responses. O(rows). */
export function wholeDomain(tally: Pick<Tally, "rows" | "n">, id = "overall"): Domain {
  const { rows, n } = tally;
  const kept = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (n[row]! > 0) kept[count++] = row;
  return { id, rows: kept.slice(0, count) };
}

/**
 * One domain for each id, by a variable of the tally's key; a domain nobody is in has no rows. O(rows + ids · labels).
 *
 * @param variable  the key column, e.g. "street"
 * @param ids       the labels wanted, in the order wanted
 */
export function domainsBy(tally: Tally, variable: keyof TallyKey<never>, ids: readonly string[]): Domain[] {
  const labels = tally.labels[variable];
  const rows = rowsByLabel(tally[variable], tally.n, labels.length);
  return ids.map((id) => ({ id, rows: rows[labels.indexOf(id)]?.slice() ?? new Int32Array(0) }));
}

/** The rows with responses of each label, ascending. */
function rowsByLabel(column: Int32Array, n: Float64Array, labels: number): Int32Array[] {
  const counts = new Int32Array(labels);
  for (let row = 0; row < n.length; row++) if (n[row]! > 0 && column[row]! >= 0) counts[column[row]!]!++;
  const lists = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let row = 0; row < n.length; row++) {
    const label = column[row]!;
    if (n[row]! > 0 && label >= 0) lists[label]![counts[label]!++] = row;
  }
  return lists;
}
