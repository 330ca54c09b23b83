import Papa from "papaparse";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { StoredUnit } from "#db/queries/read-units.ts";
import type { UnitFile } from "./unit-file.ts";
import { unitColumns, unitRow } from "./unit-rows.ts";

/** So that spreadsheets read it as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

const numbersOf = ({ streets }: UnitFile) => new Map(streets.map(({ code }, i) => [code, i + 1]));

/** The interviews as CSV, some thousands of lines at a time. Text that a spreadsheet would run is made harmless. */
export async function* writeUnitsCsv(
  file: UnitFile,
  batches: AsyncIterable<readonly StoredUnit[]>,
): AsyncGenerator<string, void, void> {
  const numbers = numbersOf(file);
  yield `${BYTE_ORDER_MARK}${unitColumns(file).join(",")}\r\n`;
  for await (const batch of batches) {
    const rows = batch.map((unit) => unitRow(unit, file, numbers));
    yield `${Papa.unparse(rows, { escapeFormulae: true })}\r\n`;
  }
}

/** The same as one JSON object: what describes the interviews first, then they themselves, a list of values each. */
export async function* writeUnitsJson(
  file: UnitFile,
  batches: AsyncIterable<readonly StoredUnit[]>,
): AsyncGenerator<string, void, void> {
  const { wave, items, streets, level, margins, silent } = file;
  const numbers = numbersOf(file);
  const about = {
    wave,
    level,
    items,
    streets: streets.map(({ code, name }) => ({ number: numbers.get(code), code, name })),
    population: isWithheld(margins) ? null : margins,
    silentPsus: silent,
    columns: unitColumns(file),
  };
  yield `${JSON.stringify(about).slice(0, -1)},"units":[`;
  let isFirst = true;
  for await (const batch of batches) {
    const rows = batch.map((unit) => JSON.stringify(unitRow(unit, file, numbers)));
    yield `${isFirst ? "" : ","}\n${rows.join(",\n")}`;
    isFirst = false;
  }
  yield "\n]}\n";
}
