// Not one of the package's exports: those zip what is larger than 160 kB in a worker made from a blob, which the content
// security policy forbids, and then wait for it for ever.
import { generateXlsxFileSync } from "../../node_modules/write-excel-file/modules/export/writeXlsxFileUniversal.js";
import type { ShownTable } from "./shown-table.ts";
import { tableSheet } from "./table-sheet.ts";

/** A table of any size as a workbook. */
export function writeWorkbook(table: ShownTable, name: string): Promise<Blob> {
  const { data, options } = tableSheet(table, name);
  return generateXlsxFileSync(data, options);
}
