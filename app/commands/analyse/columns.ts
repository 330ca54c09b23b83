/** A column as categories: a code a row (−1 where missing) into labels in order of appearance. */
export interface TextColumn {
  codes: Int32Array;
  labels: string[];
}

/** The columns that a request names, each as it needs them. Numbers are NaN where missing. */
export interface DataTable {
  rows: number;
  numbers: ReadonlyMap<string, Float64Array>;
  texts: ReadonlyMap<string, TextColumn>;
}

/** A column that a request needs, and the field that names it. */
export interface NeededColumn {
  field: string;
  column: string;
  as: "number" | "text";
}

/** Takes one column's fields row by row. */
export interface ColumnReader {
  /** Returns false where the field cannot be read. */
  add(text: string): boolean;
  finish(rows: number): void;
}

/** Missing is an empty field or NA. */
function isMissing(text: string): boolean {
  return text === "" || text === "NA";
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads numbers into `into`; false for a field that is neither missing nor a finite number. */
export function numberReader(column: string, into: Map<string, Float64Array>): ColumnReader {
  let values = new Float64Array(1024);
  let rows = 0;
  return {
    add(text) {
      if (rows === values.length) values = grown(values, new Float64Array(2 * rows));
      const code = text.charCodeAt(0);
      if (text.length === 1 && code >= 48 && code <= 57) {
        values[rows++] = code - 48;
        return true;
      }
      const trimmed = text.trim();
      if (isMissing(trimmed)) {
        values[rows++] = NaN;
        return true;
      }
      const value = NUMBER.test(trimmed) ? Number(trimmed) : NaN;
      values[rows++] = value;
      return Number.isFinite(value);
    },
    finish(count) {
      into.set(column, values.slice(0, count));
    },
  };
}

/** Reads categories into `into`, compared as text. */
export function textReader(column: string, into: Map<string, TextColumn>): ColumnReader {
  let codes = new Int32Array(1024);
  let rows = 0;
  const labels: string[] = [];
  const codeOf = new Map<string, number>();
  return {
    add(text) {
      if (rows === codes.length) codes = grown(codes, new Int32Array(2 * rows));
      let code = codeOf.get(text);
      if (code === undefined) {
        code = isMissing(text) ? -1 : labels.push(whole(text)) - 1;
        codeOf.set(whole(text), code);
      }
      codes[rows++] = code;
      return true;
    },
    finish(count) {
      into.set(column, { codes: codes.slice(0, count), labels });
    },
  };
}

function grown<Values extends Float64Array | Int32Array>(from: Values, to: Values): Values {
  to.set(from);
  return to;
}

/** A copy that does not keep the whole file in memory, as a slice of it would. */
function whole(text: string): string {
  return Buffer.from(text).toString();
}
