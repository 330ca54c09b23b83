import type { Margin } from "#analysis/estimation/calibration.ts";
import type { Codes } from "#analysis/estimation/unit-design.ts";

/**
 * A margin over one or several columns of unit rows, e.g. age and sex with totals by "18-35|female".
 *
 * A category that rows have and the totals lack is added with population 0, so that it is refused by name and not
 * lost; rows with an unknown variable get category −1. O(rows · columns).
 *
 * @param totals  population in persons by label; several columns joined by "|"
 * @param counts  whether a row has responses; all do unless it says otherwise
 */
export function columnMargin(
  name: string,
  columns: readonly Codes[],
  totals: Readonly<Record<string, number>>,
  counts?: (row: number) => boolean,
): Margin {
  const labels = Object.keys(totals);
  const indexOf = new Map(labels.map((label, k) => [label, k]));
  const { keys, possible } = jointCodes(columns);
  const known = possible <= DENSE ? new Int32Array(possible).fill(-1) : null;
  const categoryOf = new Map<number, number>();
  const nameOf = (row: number) => {
    const label = columns.map(({ codes, labels: names }) => names[codes[row]!]).join("|");
    return indexOf.get(label) ?? labels.push(label) - 1;
  };
  const categoryOfRow = new Int32Array(keys.length).fill(-1);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    if (key < 0 || (counts && !counts(row))) continue;
    let category = known ? known[key]! : (categoryOf.get(key) ?? -1);
    if (category < 0) {
      category = nameOf(row);
      if (known) known[key] = category;
      else categoryOf.set(key, category);
    }
    categoryOfRow[row] = category;
  }
  return { name, labels, categoryOfRow, totals: Float64Array.from(labels, (label) => totals[label] ?? 0) };
}

/** Up to this many possible combinations are looked up in an array instead of a map. */
const DENSE = 1 << 20;

/** One number a row for its combination of codes, −1 where one is unknown, and how many there could be. */
function jointCodes(columns: readonly Codes[]): { keys: Int32Array | Float64Array; possible: number } {
  const [first, ...further] = columns;
  const possible = columns.reduce((product, { labels }) => product * labels.length, 1);
  if (!first || further.length === 0) return { keys: first?.codes ?? new Int32Array(0), possible };
  const keys = possible < 2 ** 31 ? first.codes.slice() : new Float64Array(first.codes);
  for (const { codes, labels } of further)
    for (let row = 0; row < keys.length; row++)
      keys[row] = keys[row]! < 0 || codes[row]! < 0 ? -1 : keys[row]! * labels.length + codes[row]!;
  return { keys, possible };
}
