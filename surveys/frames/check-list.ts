import { crossChecks } from "./cross-checks.ts";
import { type FrameKind, type FrameProblem, type FrameRow, quoted } from "./frame-kinds.ts";
import { type FrameKnown, placeFinder } from "./frame-known.ts";
import { type MatchedColumn, matchColumns } from "./match-columns.ts";
import { readCell } from "./read-cell.ts";
import { KEY_COLUMNS, rowKey } from "./row-key.ts";

export interface CheckedRow {
  /** Row of the file; 1 is the heading. */
  number: number;
  row: FrameRow;
}

export interface ListCheck {
  /** Headings that are not understood. */
  ignored: string[];
  /** False when the headings cannot bear the list; then rows need not be read. */
  readable: boolean;
  /** Checks the next row; empty rows are passed over. */
  add(number: number, cells: readonly string[]): void;
  /** Rows that are right, in the file's order. */
  rows: CheckedRow[];
  /** Rows that are not empty. */
  count: number;
  problems: FrameProblem[];
}

/**
 * Checks a list row by row, so that a long one can be checked a piece at a time.
 *
 * A row with a problem is not among the rows; every problem of a row is found, not only the first.
 *
 * @param headings  cells of the file's first row
 * @param known     what the city holds already
 */
export function checkList(kind: FrameKind, headings: readonly string[], known: FrameKnown): ListCheck {
  const { columns, ignored, problems } = matchColumns(kind, headings);
  const check: ListCheck = { ignored, readable: problems.length === 0, add, rows: [], count: 0, problems };
  const cross = crossChecks(kind, known);
  const streetCode = placeFinder(known.streets);
  const communityCode = placeFinder(known.communities);
  const firstRows = new Map<string, number>();
  const positions = new Map<string, number>();
  const isNumbered = columns.some(({ key }) => key === "position");
  const byKey = new Map(columns.map((column) => [column.key, column]));

  function add(number: number, cells: readonly string[]): void {
    if (cells.every((cell) => cell.trim() === "")) return;
    check.count += 1;
    const before = problems.length;
    if (cells.slice(headings.length).some((cell) => cell.trim() !== ""))
      problems.push({
        row: number,
        column: null,
        code: "more-cells",
        values: { cells: String(cells.length), headings: String(headings.length) },
      });
    const row: FrameRow = {};
    for (const column of columns) row[column.key] = readColumn(column, number, cells[column.index] ?? "");
    if (problems.length === before) finishRow(number, row);
    if (problems.length === before) check.rows.push({ number, row });
  }

  function readColumn(column: MatchedColumn, number: number, cell: string): string | number | null {
    const text = cell.trim();
    const blame = (code: string, values: Record<string, string> = {}) => {
      problems.push({ row: number, column: column.heading, code, values: { text: quoted(text), ...values } });
      return null;
    };
    if (text === "") return column.needed === "no" ? null : blame("empty-cell");
    const reading = readCell(column.type, text);
    if ("code" in reading) return blame(reading.code, reading.values);
    if (column.key !== "street" && column.key !== "community") return reading.value;
    const code = (column.key === "street" ? streetCode : communityCode)(String(reading.value));
    if (code !== null) return code;
    return blame(
      known.elsewhere.named.has(String(reading.value)) ? "other-district" : `unknown-${column.key}`,
    );
  }

  function finishRow(number: number, row: FrameRow): void {
    if (kind === "dwellings" && !isNumbered) {
      const position = (positions.get(String(row.community)) ?? 0) + 1;
      positions.set(String(row.community), position);
      row.position = position;
    }
    const key = rowKey(kind, row);
    const first = firstRows.get(key);
    if (first !== undefined) {
      const text = KEY_COLUMNS[kind].map((each) => row[each]).join(" / ");
      const heading = byKey.get(KEY_COLUMNS[kind].at(-1)!)?.heading ?? null;
      problems.push({
        row: number,
        column: heading,
        code: "duplicate",
        values: { text: quoted(text), other: String(first) },
      });
      return;
    }
    firstRows.set(key, number);
    for (const { key: at, code, values } of cross(number, row))
      problems.push({ row: number, column: byKey.get(at)?.heading ?? null, code, values });
  }

  return check;
}
