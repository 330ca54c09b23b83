import type { Margin, NumericAuxiliary } from "#analysis/estimation/calibration.ts";
import { BadRequest } from "./bad-request.ts";
import type { DataTable } from "./columns.ts";
import { INTERCEPT, marginColumns } from "./needed-columns.ts";
import type { CalibrateRequest } from "./request.ts";

export interface RequestedAuxiliaries {
  margins: Margin[];
  numerics: NumericAuxiliary[];
}

/** Sums of one population, given apart, agree to this relative difference. */
const SAME_POPULATION = 1e-9;

/**
 * What the weights are calibrated to: the request's totals with the data's categories and numbers.
 *
 * @throws {BadRequest} where data and totals do not fit, or the totals each other
 */
export function calibrationAuxiliaries(request: CalibrateRequest, table: DataTable): RequestedAuxiliaries {
  const margins = Object.entries(request.margins ?? {}).map(([name, totals]) =>
    marginOf(name, totals, table),
  );
  const numerics = Object.entries(request.totals ?? {}).map(([name, total]) => numericOf(name, total, table));
  refuseContradiction(margins, request.totals?.[INTERCEPT]);
  return { margins, numerics };
}

function marginOf(name: string, totals: Record<string, number>, table: DataTable): Margin {
  const field = `calibrate.margins.${name}`;
  const columns = marginColumns(name).map((column) => ({ column, ...table.texts.get(column)! }));
  const labels = Object.keys(totals);
  const indexOf = new Map(labels.map((label, k) => [label, k]));
  const sizes = columns.map((column) => column.labels.length);
  const categoryOf = new Map<number, number>();
  const categoryOfRow = new Int32Array(table.rows);
  const met = new Uint8Array(labels.length);
  for (let row = 0; row < table.rows; row++) {
    let key = 0;
    for (let c = 0; c < columns.length; c++) {
      const code = columns[c]!.codes[row]!;
      if (code < 0)
        throw new BadRequest("calibrate-missing", { field, column: columns[c]!.column, row: row + 1 });
      key = key * sizes[c]! + code;
    }
    let category = categoryOf.get(key);
    if (category === undefined) {
      const label = columns.map(({ codes, labels }) => labels[codes[row]!]).join("|");
      category = indexOf.get(label);
      if (category === undefined)
        throw new BadRequest("margin-category-unknown", { field, value: label, row: row + 1 });
      if (totals[label] === 0) throw new BadRequest("margin-empty", { field, category: label, row: row + 1 });
      categoryOf.set(key, category);
      met[category] = 1;
    }
    categoryOfRow[row] = category;
  }
  const absent = labels.find((label, k) => !met[k] && totals[label]! > 0);
  if (absent !== undefined)
    throw new BadRequest("margin-without-respondents", {
      field,
      category: absent,
      population: totals[absent]!,
    });
  return { name, labels, categoryOfRow, totals: Float64Array.from(labels, (label) => totals[label]!) };
}

function numericOf(name: string, total: number, table: DataTable): NumericAuxiliary {
  if (name === INTERCEPT) return { name, valueOfRow: new Float64Array(table.rows).fill(1), total };
  const valueOfRow = table.numbers.get(name)!;
  const at = valueOfRow.findIndex(Number.isNaN);
  if (at >= 0)
    throw new BadRequest("calibrate-missing", { field: "calibrate.totals", column: name, row: at + 1 });
  return { name, valueOfRow, total };
}

function refuseContradiction(margins: readonly Margin[], intercept: number | undefined): void {
  const sums = margins.map(({ name, totals }) => ({
    field: `calibrate.margins.${name}`,
    total: totals.reduce((sum, value) => sum + value, 0),
  }));
  if (intercept !== undefined) sums.unshift({ field: `calibrate.totals.${INTERCEPT}`, total: intercept });
  const [first, ...others] = sums;
  for (const { field, total } of others)
    if (Math.abs(total - first!.total) > SAME_POPULATION * Math.abs(first!.total))
      throw new BadRequest("margins-contradict", {
        field,
        total,
        other: first!.field,
        otherTotal: first!.total,
      });
}
