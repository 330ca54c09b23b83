import type { Database } from "#db/client.ts";
import { readFrameKnown } from "#db/queries/read-frame-known.ts";
import { boundaryText, readListedDwellings } from "#db/queries/read-frame-rows.ts";
import type { UploadReport } from "#db/schema/uploads.ts";
import { checkBoundaries } from "#surveys/frames/check-boundaries.ts";
import { type CheckedRow, checkList } from "#surveys/frames/check-list.ts";
import type { FrameKind, FrameProblem, FrameRow } from "#surveys/frames/frame-kinds.ts";
import type { FrameKnown } from "#surveys/frames/frame-known.ts";
import { type FrameChanges, planChanges } from "#surveys/frames/plan-changes.ts";
import { SHOWN_PROBLEMS } from "./frame-limits.ts";
import { readList } from "./read-list.server.ts";
import { takeTurns } from "./take-turns.ts";

export interface ListToExamine {
  cityId: string;
  districtId: string;
  kind: FrameKind;
  bytes: Uint8Array;
}

export interface Examined {
  report: UploadReport;
  /** All of them. */
  problems: FrameProblem[];
  /** Null where there is a problem: then nothing can be imported. */
  changes: FrameChanges | null;
}

/** Told how many rows of how many are done; throws to stop the work. */
export type OnProgress = (done: number, total: number) => Promise<void>;

/** Rows checked before others get their turn: some milliseconds. */
const PIECE = 1000;
const SAMPLE = 5;

interface Checked {
  encoding: string;
  count: number;
  ignored: string[];
  problems: FrameProblem[];
  rows: CheckedRow[];
}

/** Reads and checks a list against what the city holds, and says what importing it would do. Writes nothing. */
export async function examineList(
  db: Database,
  { cityId, districtId, kind, bytes }: ListToExamine,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<Examined> {
  const known = await readFrameKnown(db, cityId, districtId, kind);
  const checked = await check(kind, bytes, known, onProgress, signal);
  const { encoding, count, ignored, problems, rows } = checked;
  const report: UploadReport = {
    ...{ encoding, ignored, rows: count, added: 0, changed: 0, unchanged: 0, left: 0 },
    problemCount: problems.length,
    problems: problems.slice(0, SHOWN_PROBLEMS),
    sample: rows.slice(0, SAMPLE).map(({ row }) => sampleOf(row)),
  };
  const existing =
    kind === "dwellings"
      ? await readListedDwellings(db, cityId, [...new Set(rows.map(({ row }) => String(row.community)))])
      : known.existing;
  await takeTurns();
  const changes = planChanges(kind, rows, existing);
  const { unchanged, left } = changes;
  Object.assign(report, { added: changes.added.length, changed: changes.changed.length, unchanged, left });
  return { report, problems, changes: problems.length === 0 ? changes : null };
}

async function check(
  kind: FrameKind,
  bytes: Uint8Array,
  known: FrameKnown,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<Checked> {
  const reading = await readList(bytes, kind === "boundaries" ? "json" : "rows", signal);
  const none = { encoding: "", count: 0, ignored: [], rows: [] };
  if ("problem" in reading) return { ...none, problems: [reading.problem] };
  const { encoding } = reading;
  if ("json" in reading) {
    const { rows, count, problems } = checkBoundaries(reading.json, known);
    return { encoding, count, ignored: [], problems: orEmpty(problems, count), rows: rows.map(boundaryRow) };
  }
  const [headings, ...lines] = reading.rows;
  if (!headings) return { ...none, encoding, problems: orEmpty([], 0) };
  const list = checkList(kind, headings, known);
  if (list.readable)
    for (const [i, cells] of lines.entries()) {
      list.add(i + 2, cells);
      if (i % PIECE !== PIECE - 1) continue;
      await onProgress(i + 1, lines.length);
      await takeTurns();
    }
  const problems = list.readable ? orEmpty(list.problems, list.count) : list.problems;
  return { encoding, count: list.count, ignored: list.ignored, problems, rows: list.rows };
}

const orEmpty = (problems: FrameProblem[], count: number): FrameProblem[] =>
  problems.length === 0 && count === 0
    ? [{ row: null, column: null, code: "no-rows", values: {} }]
    : problems;

const boundaryRow = ({ number, street, boundary }: ReturnType<typeof checkBoundaries>["rows"][number]) => ({
  number,
  row: { street, boundary: boundaryText(boundary) },
});

function sampleOf(row: FrameRow): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      key === "boundary" ? String(pointsOf(String(value))) : value === null ? "" : String(value),
    ]),
  );
}

/** Positions of a boundary: what can be shown of it in a table. */
const pointsOf = (boundary: string) => (boundary.match(/\[-?\d/g) ?? []).length;
