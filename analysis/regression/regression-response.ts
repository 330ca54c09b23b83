import type { Domain } from "#analysis/estimation/domains.ts";
import type { RatioTable } from "#analysis/estimation/ratio-composite.ts";

/** Base-weighted Σwy and Σw of the answers per row; a row without an answer, or outside the domain, holds 0 and 0. */
export interface RegressionResponse {
  total: Float64Array;
  weight: Float64Array;
}

/**
 * The response of unit rows.
 *
 * @param y       NaN where missing
 * @param sumW    base weight per row, as in the design
 * @param domain  every row unless given
 */
export function unitResponse(y: ArrayLike<number>, sumW: Float64Array, domain?: Domain): RegressionResponse {
  const total = new Float64Array(sumW.length);
  const weight = new Float64Array(sumW.length);
  const put = (row: number) => {
    if (Number.isNaN(y[row]!)) return;
    total[row] = sumW[row]! * y[row]!;
    weight[row] = sumW[row]!;
  };
  if (domain) domain.rows.forEach(put);
  else for (let row = 0; row < sumW.length; row++) put(row);
  return { total, weight };
}

/**
 * The response of a tally's rows: one item of a table of counted answers, every row unless a domain is given.
 *
 * @throws {RangeError} if the item is not in the table
 */
export function itemResponse(table: RatioTable, item: string, domain?: Domain): RegressionResponse {
  const at = table.items.indexOf(item);
  if (at < 0) throw new RangeError(`${item} is not among the items`);
  const total = new Float64Array(table.rows);
  const weight = new Float64Array(table.rows);
  const put = (row: number) => {
    total[row] = table.numerator[row * table.items.length + at]!;
    weight[row] = table.denominator[row * table.items.length + at]!;
  };
  if (domain) domain.rows.forEach(put);
  else for (let row = 0; row < table.rows; row++) put(row);
  return { total, weight };
}
