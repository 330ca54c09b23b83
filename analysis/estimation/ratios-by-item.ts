import { domainSums, type Linearised, type RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { Domain } from "#analysis/estimation/domains.ts";

/**
 * R_i = Σwy / Σwa of every item in one domain, each on its own counted answers (no listwise deletion).
 *
 * Column j belongs to item `itemOfColumn[j]`; an item without a counted answer there has no column.
 * O(rows in the domain · items). Source: Särndal, Swensson & Wretman (1992), section 5.6.
 */
export function ratiosByItem(
  table: RatioTable,
  factor: Float64Array | null,
  domain: Domain,
): Linearised & { itemOfColumn: number[] } {
  const { numerator, denominator } = domainSums(table, factor, domain);
  const itemOfColumn = table.items.map((_, i) => i).filter((i) => denominator[i]! > 0);
  const columns = itemOfColumn.length;
  const estimates = Float64Array.from(itemOfColumn, (i) => numerator[i]! / denominator[i]!);
  const values = new Float64Array(table.rows * columns);
  const { numerator: y, denominator: a } = table;
  for (let k = 0; k < domain.rows.length; k++) {
    const row = domain.rows[k]!;
    for (let column = 0; column < columns; column++) {
      const item = itemOfColumn[column]!;
      const cell = row * table.items.length + item;
      values[row * columns + column] = (y[cell]! - estimates[column]! * a[cell]!) / denominator[item]!;
    }
  }
  return { estimates, columns, values, itemOfColumn };
}
