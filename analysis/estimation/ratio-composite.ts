import { DesignError } from "#analysis/design-error.ts";
import type { Domain } from "#analysis/estimation/domains.ts";

/** rows × items, row-major: base-weighted sums whose ratio is each item's mean (Σway and Σwa). */
export interface RatioTable {
  items: readonly string[];
  rows: number;
  numerator: Float64Array;
  denominator: Float64Array;
}

/** Estimates, one a column, with their linearised variables as base-weighted row totals. */
export interface Linearised {
  estimates: Float64Array;
  columns: number;
  /** rows × columns, row-major; to be multiplied by the row's calibration factor. */
  values: Float64Array;
}

/**
 * Σ_i c_i · R_i in each domain, R_i = Σwy / Σwa of item i there: a mean, a share, a satisfaction rate.
 *
 * Linearised variable of a respondent in the domain: Σ_i c_i (y − R_i a) / A_i, A_i the domain's final-weighted
 * Σwa; zero outside it. O(rows in domains · items).
 * Source: Särndal, Swensson & Wretman (1992), sections 5.5 to 5.8.
 *
 * @param table         base-weighted sums
 * @param coefficients  c_i per item; items with 0 are not looked at
 * @param factor        final over base weight per row, null for 1
 * @param domains       one column each, in this order
 * @throws {DesignError} `item-unanswered` if a needed item has no counted answer in a domain
 */
export function ratioComposite(
  table: RatioTable,
  coefficients: Float64Array,
  factor: Float64Array | null,
  domains: readonly Domain[],
): Linearised {
  const columns = domains.length;
  const items = table.items.length;
  const estimates = new Float64Array(columns);
  const values = new Float64Array(table.rows * columns);
  const slope = new Float64Array(items);
  const offset = new Float64Array(items);
  domains.forEach((domain, column) => {
    const { numerator, denominator } = domainSums(table, factor, domain);
    for (let i = 0; i < items; i++) {
      const c = coefficients[i]!;
      slope[i] = offset[i] = 0;
      if (c === 0) continue;
      if (!(denominator[i]! > 0)) throw unanswered(table.items[i]!, domain.id);
      slope[i] = c / denominator[i]!;
      offset[i] = (slope[i]! * numerator[i]!) / denominator[i]!;
      estimates[column]! += slope[i]! * numerator[i]!;
    }
    writeColumn(values, columns, column, table, slope, offset, domain.rows);
  });
  return { estimates, columns, values };
}

/** Σ_i (slope_i·y − offset_i·a) of each row of a domain. */
function writeColumn(
  values: Float64Array,
  columns: number,
  column: number,
  { numerator: y, denominator: a }: RatioTable,
  slope: Float64Array,
  offset: Float64Array,
  rows: Int32Array,
): void {
  const items = slope.length;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    let sum = 0;
    for (let i = 0, cell = row * items; i < items; i++, cell++)
      sum += slope[i]! * y[cell]! - offset[i]! * a[cell]!;
    values[row * columns + column] = sum;
  }
}

/** Final-weighted Σwy and Σwa of every item in one domain. O(rows in the domain · items). */
export function domainSums(
  table: RatioTable,
  factor: Float64Array | null,
  domain: Domain,
): { numerator: Float64Array; denominator: Float64Array } {
  const items = table.items.length;
  const numerator = new Float64Array(items);
  const denominator = new Float64Array(items);
  addRows(numerator, table.numerator, factor, domain.rows);
  addRows(denominator, table.denominator, factor, domain.rows);
  return { numerator, denominator };
}

function addRows(
  sums: Float64Array,
  values: Float64Array,
  factor: Float64Array | null,
  rows: Int32Array,
): void {
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    const g = factor === null ? 1 : factor[row]!;
    for (let i = 0, cell = row * sums.length; i < sums.length; i++) sums[i]! += g * values[cell++]!;
  }
}

function unanswered(item: string, domain: string): DesignError {
  return new DesignError("item-unanswered", `item ${item} has no counted answer in ${domain}`, {
    item,
    domain,
  });
}
