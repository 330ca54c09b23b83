import { saveFile } from "./save-file.ts";
import type { ShownTable } from "./shown-table.ts";

export type TableFormat = "csv" | "xlsx";

/** Makes the file of a table in the browser and saves it. What writes the formats is fetched when it is first needed. */
export async function downloadTable(table: ShownTable, format: TableFormat, name: string): Promise<void> {
  if (format === "csv") {
    const { tableCsv } = await import("./table-csv.ts");
    return saveFile(tableCsv(table), "text/csv", `${name}.csv`);
  }
  const [{ default: writeWorkbook }, { tableSheet }] = await Promise.all([
    import("write-excel-file/browser"),
    import("./table-sheet.ts"),
  ]);
  const { data, options } = tableSheet(table, name);
  saveFile(await writeWorkbook(data, options).toBlob(), "", `${name}.xlsx`);
}
