import { DesignError } from "#analysis/design-error.ts";
import type { RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/**
 * A table cut to the rows of one domain, with the design that keeps every PSU: the others' linearised variables are 0.
 *
 * Estimates and variances of that domain are those from the whole table, in the time that its own rows take. Rows here
 * are a tally's. O(rows in the domain · items).
 *
 * @param rows  the domain's rows, in any order
 * @throws {DesignError} `calibrated-domain` for calibrated weights, whose residuals reach rows outside the domain
 */
export function selectRows(
  { items, numerator, denominator }: RatioTable,
  design: SurveyDesign,
  rows: Int32Array,
): { table: RatioTable; design: SurveyDesign } {
  if (design.calibration)
    throw new DesignError("calibrated-domain", "a calibrated design needs the rows outside a domain too");
  const width = items.length;
  const { index, sumW, factor } = design;
  const pick = (from: Float64Array, columns: number) => {
    const to = new Float64Array(rows.length * columns);
    copyRows(to, from, rows, columns);
    return to;
  };
  const psuOfRow = new Int32Array(rows.length);
  copyRows(psuOfRow, index.psuOfRow, rows, 1);
  return {
    table: {
      items,
      rows: rows.length,
      numerator: pick(numerator, width),
      denominator: pick(denominator, width),
    },
    design: {
      ...design,
      index: { ...index, psuOfRow },
      sumW: pick(sumW, 1),
      factor: factor && pick(factor, 1),
    },
  };
}

function copyRows<Column extends Int32Array | Float64Array>(
  to: Column,
  from: Column,
  rows: Int32Array,
  width: number,
): void {
  for (let k = 0, cell = 0; k < rows.length; k++)
    for (let at = rows[k]! * width, end = at + width; at < end; at++) to[cell++] = from[at]!;
}
