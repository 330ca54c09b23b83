import Papa from "papaparse";
import { cellValue, type ShownTable } from "./shown-table.ts";

/** So that spreadsheets read it as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A table as CSV. Text that a spreadsheet would run as a formula is made harmless. */
export function tableCsv({ columns, rows }: Pick<ShownTable, "columns" | "rows">): string {
  const data = rows.map((row) => columns.map(({ key }) => cellValue(row[key])));
  const fields = columns.map(({ label }) => label);
  return BYTE_ORDER_MARK + Papa.unparse({ fields, data }, { escapeFormulae: true });
}
