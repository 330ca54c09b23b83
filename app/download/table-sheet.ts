import type { SheetData, SheetOptions } from "write-excel-file/universal";
import { cellValue, type ShownTable } from "./shown-table.ts";

/** Letters of a column's width: the widest of its texts, within reason. */
function widthOf(texts: readonly string[]): number {
  const letters = (text: string) =>
    [...text].reduce((width, letter) => width + (letter > "\u2e7f" ? 2 : 1), 0);
  return Math.min(60, texts.reduce((widest, text) => Math.max(widest, letters(text)), 8) + 2);
}

/**
 * A table as a workbook's sheet: text as text, so that nothing is run as a formula; figures as figures.
 *
 * @param name  of the sheet: at most 31 letters, what workbooks forbid is left out
 */
export function tableSheet(
  { columns, rows }: Pick<ShownTable, "columns" | "rows">,
  name: string,
): { data: SheetData; options: Pick<SheetOptions<Blob>, "sheet" | "columns" | "stickyRowsCount"> } {
  const values = rows.map((row) => columns.map(({ key }) => cellValue(row[key])));
  const head = columns.map(({ label }) => ({ value: label, type: String, fontWeight: "bold" as const }));
  const body = values.map((cells) =>
    cells.map((value) => {
      if (value === null || value === "") return null;
      return typeof value === "number" ? { value, type: Number } : { value, type: String };
    }),
  );
  return {
    data: [head, ...body],
    options: {
      sheet:
        name
          .replace(/[[\]/\\:*?]/g, " ")
          .slice(0, 31)
          .trim() || "1",
      columns: columns.map(({ label }, i) => ({
        width: widthOf([label, ...values.map((cells) => String(cells[i] ?? ""))]),
      })),
      stickyRowsCount: 1,
    },
  };
}
