import { endianness } from "node:os";
import { emptyTally } from "#analysis/tally/empty-tally.ts";
import { figureColumn, figureColumns, KEY_COLUMNS } from "#analysis/tally/tally-columns.ts";
import type { Mode, Tally, TallyKey } from "#analysis/tally.ts";

/** A tally as it is kept: every column as base64 of little-endian Int32 (keys) or Float64 (figures), so to the last bit. */
export interface StoredTally {
  mode: Mode;
  items: string[];
  rows: number;
  labels: TallyKey<string[]>;
  keys: TallyKey<string>;
  figures: Record<string, string>;
}

export function storeTally(tally: Tally): StoredTally {
  const { mode, items, rows, labels } = tally;
  const columns = figureColumns(items.length).map(({ name }) => name);
  return {
    ...{ mode, rows, labels, items: [...items] },
    keys: {
      stratum: asText(tally.stratum),
      psu: asText(tally.psu),
      street: asText(tally.street),
      ageBand: asText(tally.ageBand),
      sex: asText(tally.sex),
    },
    figures: Object.fromEntries(columns.map((name) => [name, asText(figureColumn(tally, name))])),
  };
}

/** @throws {RangeError} if a column does not hold as many figures as the rows need */
export function restoreTally({ mode, items, rows, labels, keys, figures }: StoredTally): Tally {
  const tally = emptyTally(mode, items, rows);
  tally.labels = labels;
  for (const name of KEY_COLUMNS) fill(tally[name], keys[name], name);
  for (const { name } of figureColumns(items.length))
    fill(figureColumn(tally, name), figures[name] ?? "", name);
  return tally;
}

function asText(column: Int32Array | Float64Array): string {
  return inOrder(Buffer.from(column.slice().buffer), column.BYTES_PER_ELEMENT).toString("base64");
}

function fill(column: Int32Array | Float64Array, text: string, name: string): void {
  const bytes = inOrder(Buffer.from(text, "base64"), column.BYTES_PER_ELEMENT);
  if (bytes.length !== column.byteLength)
    throw new RangeError(`the stored column ${name} has ${bytes.length} bytes, not ${column.byteLength}`);
  new Uint8Array(column.buffer).set(bytes);
}

/** Little-endian, whatever the machine is. */
function inOrder(bytes: Buffer, size: number): Buffer {
  if (endianness() === "LE") return bytes;
  return size === 4 ? bytes.swap32() : bytes.swap64();
}
