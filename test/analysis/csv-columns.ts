import type { Codes } from "#analysis/estimation/unit-design.ts";

type Rows = readonly Record<string, string>[];

/** A column of a CSV as numbers, NaN where empty. */
export function numbersOf(rows: Rows, column: string): Float64Array {
  return Float64Array.from(rows, (row) => (row[column] === "" ? NaN : Number(row[column])));
}

/** A column of a CSV as categories in ascending order, −1 where empty. */
export function codesOf(rows: Rows, column: string): Codes {
  const labels = [...new Set(rows.map((row) => row[column]!))].filter((label) => label !== "").sort();
  const indexOf = new Map(labels.map((label, code) => [label, code]));
  return { codes: Int32Array.from(rows, (row) => indexOf.get(row[column]!) ?? -1), labels };
}
