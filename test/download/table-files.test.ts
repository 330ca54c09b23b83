import readSheet from "read-excel-file/node";
import writeWorkbook from "write-excel-file/node";
import { expect, test } from "vitest";
import { cellText, type ShownTable } from "#app/download/shown-table.ts";
import { tableCsv } from "#app/download/table-csv.ts";
import { tableSheet } from "#app/download/table-sheet.ts";

const TABLE: ShownTable = {
  caption: "Shares",
  columns: [
    { key: "street", label: "街道" },
    { key: "share", label: "Share of 20", numeric: true },
    { key: "rate", label: "Rate", numeric: true, percent: true },
  ],
  rows: [
    { street: '=cmd|"/c calc"!A1', share: 16.4212345678, rate: 0.81249 },
    { street: 'Lin, "East"', share: null, rate: Number.NaN },
    { street: "-2+3", share: -1 },
  ],
};

test("a table as CSV begins with the mark of UTF-8, quotes what must be, and runs nothing", () => {
  expect(tableCsv(TABLE)).toBe(
    [
      "\uFEFF街道,Share of 20,Rate",
      `"'=cmd|""/c calc""!A1",16.421235,0.81249`,
      `"Lin, ""East""",,`,
      `"'-2+3",-1,`,
    ].join("\r\n"),
  );
});

test("a table as a workbook keeps text as text and figures as figures, under a name that a sheet may have", async () => {
  const { data, options } = tableSheet(TABLE, "a/b:c".padEnd(60, "d"));
  expect(options.sheet).toMatch(/^a b cd+$/);
  expect(options.sheet).toHaveLength(31);
  const [sheet] = await readSheet(await writeWorkbook(data, options as never).toBuffer());
  expect(sheet!.data).toEqual([
    ["街道", "Share of 20", "Rate"],
    ['=cmd|"/c calc"!A1', 16.421235, 0.81249],
    ['Lin, "East"', null, null],
    ["-2+3", -1, null],
  ]);
});

test("a cell is written as the page writes figures, and what there is not as a dash", () => {
  const [street, share, rate] = TABLE.columns;
  expect(cellText("=x", street!, "en")).toBe("=x");
  expect(cellText(16.4212, share!, "en")).toBe("16.42");
  expect(cellText(1200, share!, "en")).toBe("1,200");
  expect(cellText(0.8125, rate!, "en")).toBe("81.3%");
  for (const nothing of [null, undefined, Number.NaN]) expect(cellText(nothing, share!, "en")).toBe("–");
});
