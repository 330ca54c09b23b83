import type { Database } from "#db/client.ts";
import {
  findUpload,
  type FrameUpload,
  readUploadBody,
  stepUpload,
  type UploadState,
} from "#db/queries/frame-uploads.ts";
import { holdUpload, isUploadHeld, lockFrame } from "#db/queries/hold-upload.ts";
import { refreshStatistics } from "#db/queries/refresh-statistics.ts";
import { writeAudit } from "#db/queries/write-audit.ts";
import { writeFrameRows } from "#db/queries/write-frame-rows.ts";
import type { UploadReport } from "#db/schema/uploads.ts";
import { type Examined, examineList } from "./examine-list.server.ts";

/** Somebody cancelled the upload, or it is not in the state that it was worked on in. */
const STOPPED = Symbol("stopped");

/** Milliseconds between two notes of how far the work is. */
const NOTE_EVERY = 300;

interface Run {
  db: Database;
  cityId: string;
  upload: FrameUpload;
  state: "checking" | "importing";
}

/** Notes progress now and then; the note fails once somebody has cancelled. */
function progressNotes({ db, cityId, upload, state }: Run) {
  let last = 0;
  return async (progress: number, total: number): Promise<void> => {
    if (Date.now() - last < NOTE_EVERY) return;
    last = Date.now();
    if (!(await stepUpload(db, cityId, upload.id, [state], { progress, total }))) throw STOPPED;
  };
}

/** A report of nothing but a failure, keeping what an earlier one found. */
const failed = (report: UploadReport | null, failure: string): UploadReport => ({
  ...(report ?? {
    ...{ encoding: "", rows: 0, added: 0, changed: 0, unchanged: 0, left: 0 },
    ...{ problemCount: 0, problems: [], sample: [], ignored: [] },
  }),
  failure,
});

/**
 * Works on an upload in the background, as the only one in any process.
 *
 * @returns when the work has begun: then the upload is in its new state; `ended` when it is over, however it ends
 */
async function begin(
  run: Run,
  from: readonly UploadState[],
  work: (run: Run) => Promise<void>,
): Promise<{ begun: boolean; ended: Promise<void> }> {
  const { db, cityId, upload, state } = run;
  let say: (begun: boolean) => void = () => undefined;
  const began = new Promise<boolean>((done) => (say = done));
  const all = async () => {
    if (!(await stepUpload(db, cityId, upload.id, from, { state, progress: 0, total: 0 }))) return;
    say(true);
    try {
      await work(run);
    } catch (error) {
      if (error === STOPPED) return;
      const report = failed(upload.report, "broken");
      await stepUpload(db, cityId, upload.id, [state], { state: "failed", report });
      throw error;
    }
  };
  const ended = holdUpload(db, upload.id, all).then(() => say(false));
  // A page that was answered long ago cannot be told; the upload's own page says what became of it.
  const quiet = ended.catch((error: unknown) => {
    say(false);
    // Not the whole error: a failed query comes with its parameters, which are people's addresses.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    console.error(`upload ${upload.id}: ${cause instanceof Error ? cause.message : "failed"}`); // eslint-disable-line no-console
  });
  return { begun: await began, ended: quiet };
}

/** Checks an upload against what the city holds now. */
export function startCheck(db: Database, cityId: string, upload: FrameUpload) {
  const run: Run = { db, cityId, upload, state: "checking" };
  return begin(run, ["checking", "checked", "failed"], async () => {
    const { report } = await examine(run, db);
    await stepUpload(db, cityId, upload.id, ["checking"], { state: "checked", report });
  });
}

/**
 * Imports an upload that was checked: all of it, or nothing. It is checked once more against what the city holds when
 * its turn has come; if a problem has come up since, nothing is imported and the page shows the problem.
 */
export function startImport(db: Database, cityId: string, upload: FrameUpload, userId: string) {
  const run: Run = { db, cityId, upload, state: "importing" };
  return begin(run, ["checked"], async () => {
    const note = progressNotes(run);
    const outdated = await db.transaction(async (tx): Promise<UploadReport | null> => {
      await lockFrame(tx, cityId);
      const { report, changes } = await examine(run, tx);
      if (!changes) return { ...report, failure: "outdated" };
      const { added, changed } = changes;
      const total = report.rows + added.length + changed.length;
      const writing = { cityId, districtId: upload.district.id, added, changed };
      const onWritten = (rows: number) => note(report.rows + rows, total);
      await writeFrameRows(tx, upload.kind, { ...writing, onWritten });
      const set = {
        state: "imported" as const,
        report,
        body: null,
        importedAt: new Date(),
        progress: total,
        total,
      };
      if (!(await stepUpload(tx, cityId, upload.id, ["importing"], set))) throw STOPPED;
      const details = { kind: upload.kind, added: added.length, changed: changed.length };
      const subject = { subjectKind: "upload", subjectId: upload.id };
      await writeAudit(tx, { cityId, userId, action: "import-list", ...subject, details });
      return null;
    });
    if (outdated)
      await stepUpload(db, cityId, upload.id, ["importing"], { state: "checked", report: outdated });
    else await refreshStatistics(db, "lists");
  });
}

async function examine(run: Run, db: Database): Promise<Examined> {
  const { cityId, upload } = run;
  const bytes = await readUploadBody(db, cityId, upload.id);
  if (!bytes) throw STOPPED;
  const note = progressNotes(run);
  const stop = new AbortController();
  // A workbook is read in one go, in a thread of its own: ask now and then whether it is still wanted.
  const watch = setInterval(() => void note(0, 0).catch(() => stop.abort()), 1000);
  const list = { cityId, districtId: upload.district.id, kind: upload.kind, bytes };
  const onProgress = async (done: number, total: number) => {
    clearInterval(watch);
    if (stop.signal.aborted) throw STOPPED;
    await note(done, total);
  };
  try {
    const examined = await examineList(db, list, onProgress, stop.signal);
    if (stop.signal.aborted) throw STOPPED;
    return examined;
  } finally {
    clearInterval(watch);
  }
}

/** Gives an upload up, whatever is being done with it; what it would have imported is rolled back. */
export function giveUp(db: Database, cityId: string, upload: FrameUpload, userId: string): Promise<boolean> {
  const open: UploadState[] = ["checking", "checked", "importing", "failed"];
  return db.transaction(async (tx) => {
    const set = { state: "cancelled" as const, body: null };
    if (!(await stepUpload(tx, cityId, upload.id, open, set))) return false;
    const { kind, fileName } = upload;
    await writeAudit(tx, {
      ...{ cityId, userId, action: "give-up-list", subjectKind: "upload", subjectId: upload.id },
      details: { kind, fileName, while: upload.state },
    });
    return true;
  });
}

/** Long enough for the work on a new upload to have begun. */
const BEGINNING = 10_000;

/** An upload as it is now; work that ended with its process is marked as interrupted, so that it can be done again. */
export async function readUpload(
  db: Database,
  cityId: string,
  uploadId: string,
): Promise<FrameUpload | null> {
  const upload = await findUpload(db, cityId, uploadId);
  if (!upload || (upload.state !== "checking" && upload.state !== "importing")) return upload;
  if (Date.now() - upload.createdAt.getTime() < BEGINNING || (await isUploadHeld(db, uploadId)))
    return upload;
  const set = { state: "failed" as const, report: failed(upload.report, "interrupted") };
  await stepUpload(db, cityId, uploadId, [upload.state], set);
  return findUpload(db, cityId, uploadId);
}
