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
  const pick = (from: Float64Array) => {
    const to = new Float64Array(rows.length * width);
    for (let k = 0; k < rows.length; k++)
      for (let i = 0; i < width; i++) to[k * width + i] = from[rows[k]! * width + i]!;
    return to;
  };
  const { index, sumW, factor } = design;
  const ofRows = <Column extends Int32Array | Float64Array>(column: Column) =>
    rows.map((row) => column[row]!);
  return {
    table: { items, rows: rows.length, numerator: pick(numerator), denominator: pick(denominator) },
    design: {
      ...design,
      index: { ...index, psuOfRow: ofRows(index.psuOfRow) },
      sumW: Float64Array.from(rows, (row) => sumW[row]!),
      factor: factor && Float64Array.from(rows, (row) => factor[row]!),
    },
  };
}
