import type { Margin } from "#analysis/estimation/calibration.ts";
import type { Tally, TallyKey } from "#analysis/tally.ts";

/**
 * A margin over one or several variables of a tally's key, e.g. `["ageBand", "sex"]` with totals by "18-35|female".
 *
 * A category that responses have and the totals lack is added with population 0, so that it is refused by name
 * and not lost; responses with an unknown variable get category −1. O(rows).
 *
 * @param totals  population in persons by label; several variables joined by "|"
 */
export function tallyMargin(
  tally: Tally,
  name: string,
  variables: readonly (keyof TallyKey<never>)[],
  totals: Readonly<Record<string, number>>,
): Margin {
  const labels = Object.keys(totals);
  const indexOf = new Map(labels.map((label, k) => [label, k]));
  const categoryOfRow = new Int32Array(tally.rows).fill(-1);
  const known = new Map<number, number>();
  for (let row = 0; row < tally.rows; row++) {
    if (tally.n[row] === 0 || variables.some((variable) => tally[variable][row]! < 0)) continue;
    const key = variables.reduce(
      (k, variable) => k * tally.labels[variable].length + tally[variable][row]!,
      0,
    );
    let category = known.get(key);
    if (category === undefined) {
      const label = variables.map((variable) => tally.labels[variable][tally[variable][row]!]).join("|");
      category = indexOf.get(label) ?? labels.push(label) - 1;
      known.set(key, category);
    }
    categoryOfRow[row] = category;
  }
  return { name, labels, categoryOfRow, totals: Float64Array.from(labels, (label) => totals[label] ?? 0) };
}
