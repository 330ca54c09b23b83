import type { Tally, TallyKey } from "#analysis/tally.ts";

/** A subgroup of responses, as the tally rows that hold it; domains may overlap. */
export interface Domain {
  id: string;
  rows: Int32Array;
}

/** Every row with responses. */
export function wholeDomain(tally: Tally, id = "overall"): Domain {
  return { id, rows: rowsWhere(tally, () => true) };
}

/**
 * One domain for each id, by a variable of the tally's key; a domain nobody is in has no rows. O(rows · ids).
 *
 * @param variable  the key column, e.g. "street"
 * @param ids       the labels wanted, in the order wanted
 */
export function domainsBy(tally: Tally, variable: keyof TallyKey<never>, ids: readonly string[]): Domain[] {
  const column = tally[variable];
  return ids.map((id) => {
    const label = tally.labels[variable].indexOf(id);
    return { id, rows: rowsWhere(tally, (row) => label >= 0 && column[row] === label) };
  });
}

function rowsWhere(tally: Tally, inside: (row: number) => boolean): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < tally.rows; row++) if (tally.n[row]! > 0 && inside(row)) rows.push(row);
  return Int32Array.from(rows);
}
