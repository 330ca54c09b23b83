/** The lists that a city is built from, in the order in which they need each other. */
export const FRAME_KINDS = [
  "streets",
  "communities",
  "dwellings",
  "sites",
  "population",
  "boundaries",
] as const;
export type FrameKind = (typeof FRAME_KINDS)[number];

/** How the text of a cell is read. */
export type CellType =
  | "code"
  | "name"
  | "address"
  | "count"
  | "position"
  | "longitude"
  | "latitude"
  | "ageBand"
  | "sex"
  | "siteKind"
  | "dayType"
  | "time"
  | "date";

/** One row of a list, by the keys of its columns; null is a cell left empty. */
export type FrameRow = Record<string, string | number | null>;

/** What is wrong with a list, in words that the site makes a sentence of. */
export interface FrameProblem {
  /** Row of the file as a spreadsheet counts it: 1 is the heading. Null: the file as a whole. */
  row: number | null;
  /** The heading as it stands in the file. */
  column: string | null;
  code: string;
  values: Record<string, string>;
}

/** The most that is quoted of a cell. */
const QUOTED = 40;

/** A cell's text, short enough to stand in a sentence, without marks that would break the line. */
export function quoted(text: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f]+/g, "␣").replace(/\p{Surrogate}/gu, "�");
  return plain.length > QUOTED ? `${plain.slice(0, QUOTED)}…` : plain;
}
