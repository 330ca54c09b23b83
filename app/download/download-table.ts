import { saveFile } from "./save-file.ts";
import type { ShownTable } from "./shown-table.ts";

export type TableFormat = "csv" | "xlsx";

/** Makes the file of a table in the browser and saves it. What writes the formats is fetched when it is first needed. */
export async function downloadTable(table: ShownTable, format: TableFormat, name: string): Promise<void> {
  if (format === "csv") {
    const { tableCsv } = await import("./table-csv.ts");
    return saveFile(tableCsv(table), "text/csv", `${name}.csv`);
  }
  const { writeWorkbook } = await import("./write-workbook.ts");
  saveFile(await writeWorkbook(table, name), "", `${name}.xlsx`);
}
