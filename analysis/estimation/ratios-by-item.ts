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
  const items = Int32Array.from(itemOfColumn);
  const slope = Float64Array.from(itemOfColumn, (i) => 1 / denominator[i]!);
  writeRatios(values, table, domain.rows, items, slope, slope.map((s, c) => s * estimates[c]!)); // prettier-ignore
  return { estimates, columns, values, itemOfColumn };
}

/** slope·y − offset·a of every column's item in a domain's rows. */
function writeRatios(
  values: Float64Array,
  { items, numerator: y, denominator: a }: RatioTable,
  rows: Int32Array,
  itemOfColumn: Int32Array,
  slope: Float64Array,
  offset: Float64Array,
): void {
  const columns = itemOfColumn.length;
  const width = items.length;
  for (let k = 0; k < rows.length; k++)
    for (let column = 0, to = rows[k]! * columns; column < columns; column++) {
      const cell = rows[k]! * width + itemOfColumn[column]!;
      values[to++] = slope[column]! * y[cell]! - offset[column]! * a[cell]!;
    }
}
