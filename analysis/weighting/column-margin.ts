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
  counts: (row: number) => boolean = () => true,
): Margin {
  const labels = Object.keys(totals);
  const indexOf = new Map(labels.map((label, k) => [label, k]));
  const categoryOfRow = new Int32Array(columns[0]?.codes.length ?? 0).fill(-1);
  const categoryOf = new Map<number, number>();
  for (let row = 0; row < categoryOfRow.length; row++) {
    if (!counts(row)) continue;
    let key = 0;
    for (const { codes, labels: names } of columns)
      key = key < 0 || codes[row]! < 0 ? -1 : key * names.length + codes[row]!;
    if (key < 0) continue;
    let category = categoryOf.get(key);
    if (category === undefined) {
      const label = columns.map(({ codes, labels: names }) => names[codes[row]!]).join("|");
      category = indexOf.get(label) ?? labels.push(label) - 1;
      categoryOf.set(key, category);
    }
    categoryOfRow[row] = category;
  }
  return { name, labels, categoryOfRow, totals: Float64Array.from(labels, (label) => totals[label] ?? 0) };
}
