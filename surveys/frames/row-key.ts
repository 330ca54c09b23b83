import type { FrameKind, FrameRow } from "./frame-kinds.ts";

/** Columns that say which thing a row is about; a list may name it once. */
export const KEY_COLUMNS: Readonly<Record<FrameKind, readonly string[]>> = {
  streets: ["code"],
  communities: ["code"],
  dwellings: ["community", "position"],
  sites: ["code", "slot"],
  population: ["street", "ageBand", "sex", "asOf"],
  boundaries: ["street"],
};

/** The key of a row: equal keys mean the same street, dwelling, cell …. */
export function rowKey(kind: FrameKind, row: FrameRow): string {
  return KEY_COLUMNS[kind].map((key) => row[key]).join("\u0001");
}
