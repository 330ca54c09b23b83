import { FRAME_COLUMNS, type FrameColumn } from "./frame-columns.ts";
import { type FrameKind, type FrameProblem, quoted } from "./frame-kinds.ts";

export interface MatchedColumn extends FrameColumn {
  /** Place in the file's rows, from 0. */
  index: number;
  /** The heading as it stands in the file. */
  heading: string;
}

export interface ColumnMatch {
  columns: MatchedColumn[];
  /** Headings that are not understood; their cells are left aside. */
  ignored: string[];
  problems: FrameProblem[];
}

/**
 * A heading without what people vary: case, spaces, full-width forms, `_ - * :` and a unit in brackets.
 */
export function plainHeading(heading: string): string {
  const bare = heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\([^)]*\)/g, "")
    .replace(/[\s_*:.\-–—]+/g, "");
  return bare;
}

/**
 * Finds a list's columns by their names in either language.
 *
 * Of several headings that mean the same column, one that is the column's first name wins; two of the same name are a
 * problem. A list of places needs a name in one language at least.
 *
 * @param headings  cells of the first row
 */
export function matchColumns(kind: FrameKind, headings: readonly string[]): ColumnMatch {
  const plain = headings.map(plainHeading);
  const problems: FrameProblem[] = [];
  const columns: MatchedColumn[] = [];
  const taken = new Set<number>();
  for (const column of FRAME_COLUMNS[kind]) {
    for (const name of ranked(column)) {
      const places = plain.flatMap((heading, i) => (heading === name && !taken.has(i) ? [i] : []));
      const [index] = places;
      if (index === undefined) continue;
      const heading = headings[index]!.trim();
      places.forEach((place) => taken.add(place));
      columns.push({ ...column, index, heading });
      if (places.length > 1)
        problems.push({
          row: 1,
          column: heading,
          code: "column-twice",
          values: { heading: quoted(heading) },
        });
      break;
    }
  }
  const found = new Set(columns.map(({ key }) => key));
  const missing = FRAME_COLUMNS[kind].filter(({ key, needed }) => needed === "column" && !found.has(key));
  for (const { key } of missing) problems.push(missingColumn(key));
  const isNamed = FRAME_COLUMNS[kind].some(({ key }) => key === "nameZh");
  if (isNamed && !found.has("nameZh") && !found.has("nameEn")) problems.push(missingColumn("nameZh"));
  const ignored = headings.flatMap((heading, i) =>
    heading.trim() && !taken.has(i) ? [quoted(heading.trim())] : [],
  );
  return { columns, ignored, problems };
}

const missingColumn = (key: string): FrameProblem => ({
  row: 1,
  column: null,
  code: "missing-column",
  values: { key },
});

/** Accepted names, the templates' own first. */
function ranked({ zh, en }: FrameColumn): string[] {
  const longest = Math.max(zh.length, en.length);
  const both = Array.from({ length: longest }, (_, i) => [zh[i], en[i]]).flat();
  return both.filter((name) => name !== undefined).map(plainHeading);
}
