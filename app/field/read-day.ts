import { viewCases, type CaseView } from "./case-view.ts";
import { readDrafts } from "./drafts.ts";
import type { Draft, FieldStore, StoredRecord, StoredSession } from "./open-store.ts";
import { readRecords } from "./outbox.ts";
import { readSessions } from "./sessions.ts";
import { VaultLocked } from "./vault/open-vault.ts";
import type { FieldWork } from "./work-types.ts";
import { readWork } from "./work.ts";

/** Everything that the tablet's pages show, read from the device alone. */
export interface FieldDay {
  user: { id: string; name: string };
  work: FieldWork;
  cases: CaseView[];
  drafts: Draft[];
  sessions: StoredSession[];
  records: StoredRecord[];
  readAt: number;
}

/** Null when this device has no work that may be shown just now. */
export async function readDay(store: FieldStore): Promise<FieldDay | null> {
  try {
    return await readOpenDay(store);
  } catch (error) {
    // Locked between one value and the next.
    if (error instanceof VaultLocked) return null;
    throw error;
  }
}

async function readOpenDay(store: FieldStore): Promise<FieldDay | null> {
  const stored = await readWork(store);
  if (!stored) return null;
  const { work, userId, fetchedAt } = stored;
  const [records, drafts, sessions] = await Promise.all([
    readRecords(store, userId),
    readDrafts(store, userId),
    readSessions(store, userId),
  ]);
  const readAt = Date.now();
  // What was sent before the work was fetched is in it, with whatever became of it since.
  const since = records.filter(
    ({ state, settledAt }) => state !== "sent" || (settledAt ?? Infinity) >= fetchedAt,
  );
  const cases = viewCases(work, { records: since, drafts, sessions }, readAt);
  return { user: work.user, work, cases, drafts, sessions, records, readAt };
}
