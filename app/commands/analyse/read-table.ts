import { createReadStream } from "node:fs";
import Papa from "papaparse";
import { BadRequest } from "./bad-request.ts";
import { fileReason } from "./file-reason.ts";
import {
  numberReader,
  textReader,
  type ColumnReader,
  type DataTable,
  type NeededColumn,
  type TextColumn,
} from "./columns.ts";

const CHUNK_BYTES = 4 << 20;

/**
 * Reads the columns wanted of a CSV file with a header line; the others are passed over.
 *
 * The file is never in memory as a whole. Rows are counted from 1 below the header; empty lines are none.
 *
 * @throws {BadRequest} naming the field and the row where something cannot be read
 */
export function readTable(path: string, needed: readonly NeededColumn[]): Promise<DataTable> {
  return new Promise((resolve, reject) => {
    const stream = createReadStream(path, { encoding: "utf8", highWaterMark: CHUNK_BYTES });
    const table = tableBuilder(needed);
    const stop = (error: Error, parser?: { abort(): void }) => {
      reject(error); // before the parser is told, which then calls complete()
      parser?.abort();
      stream.destroy();
    };
    stream.once("error", (error) =>
      stop(new BadRequest("data-unreadable", { path, reason: fileReason(error) })),
    );
    Papa.parse<string[]>(stream, {
      delimiter: ",",
      skipEmptyLines: true,
      chunk({ data, errors }, parser) {
        const broken = errors.find(({ type }) => type === "Quotes");
        try {
          if (broken) throw new BadRequest("csv-quotes", { row: table.nextRow() + (broken.row ?? 0) });
          for (const fields of data) table.add(fields);
        } catch (error) {
          stop(error as Error, parser);
        }
      },
      complete() {
        try {
          resolve(table.finish());
        } catch (error) {
          reject(error as Error);
        }
      },
    });
  });
}

function tableBuilder(needed: readonly NeededColumn[]) {
  const numbers = new Map<string, Float64Array>();
  const texts = new Map<string, TextColumn>();
  const readers: { at: number; reader: ColumnReader; need: NeededColumn }[] = [];
  let width = 0;
  let rows = 0;
  const open = (header: string[]) => {
    const names = header.map((name, k) => (k === 0 ? name.replace(/^\uFEFF/, "") : name));
    width = names.length;
    const twice = names.find((name, k) => names.indexOf(name) < k);
    const known = new Set<string>();
    for (const need of needed) {
      const { field, column, as } = need;
      const at = names.indexOf(column);
      if (at < 0) throw new BadRequest("column-unknown", { field, column, columns: listed(names) });
      if (column === twice) throw new BadRequest("column-twice", { field, column });
      if (known.has(`${as} ${column}`)) continue;
      known.add(`${as} ${column}`);
      const reader = as === "number" ? numberReader(column, numbers) : textReader(column, texts);
      readers.push({ at, reader, need });
    }
  };
  return {
    /** Of the first line not yet added; 0 is the header. */
    nextRow: () => (width === 0 ? 0 : rows + 1),
    add(fields: string[]) {
      if (width === 0) return open(fields);
      rows++;
      if (fields.length !== width)
        throw new BadRequest("row-length", { row: rows, fields: fields.length, columns: width });
      for (const { at, reader, need } of readers) {
        const text = fields[at]!;
        if (!reader.add(text))
          throw new BadRequest("not-a-number", {
            field: need.field,
            column: need.column,
            row: rows,
            value: text,
          });
      }
    },
    finish(): DataTable {
      if (rows === 0) throw new BadRequest("data-empty");
      for (const { reader } of readers) reader.finish(rows);
      return { rows, numbers, texts };
    },
  };
}

function listed(names: string[]): string {
  return names.length > 12 ? `${names.slice(0, 12).join(", ")}, …` : names.join(", ");
}
