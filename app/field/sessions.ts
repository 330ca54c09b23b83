import { v7 as uuidv7 } from "uuid";
import { makeRecord } from "./make-record.ts";
import type { FieldStore, FieldTransaction, StoredSession } from "./open-store.ts";
import { enqueue, readBody } from "./outbox.ts";
import type { SessionEvent } from "./record-bodies.ts";
import { addTap, statusAfter, totals, undoTap, type AskRule, type Tap } from "./session-counter.ts";
import { announceStoreChange } from "./store-events.ts";

export interface SessionContext {
  ownerId: string;
  cityId: string;
}

export async function startSession(
  store: FieldStore,
  { ownerId, cityId }: SessionContext,
  { caseId, waveId }: { caseId: string; waveId: string },
): Promise<StoredSession> {
  const startedAt = new Date().toISOString();
  const session: StoredSession = {
    id: uuidv7(),
    ownerId,
    caseId,
    waveId,
    status: "running",
    startedAt,
    endedAt: null,
    taps: [],
    interviews: [],
    dirty: false,
  };
  const body = await makeRecord(store, "sessions", {
    cityId,
    waveId,
    caseId,
    sessionId: session.id,
    event: "start",
    happenedAt: startedAt,
  });
  await enqueue(store, ownerId, "sessions", body, async (tx) => {
    await tx.objectStore("sessions").put(session);
  });
  return session;
}

export function readSessions(store: FieldStore, ownerId: string): Promise<StoredSession[]> {
  return store.getAllFromIndex("sessions", "owner", ownerId);
}

/** Changes a session's taps on the device; `sendCounts` makes the record. */
export async function changeTaps(
  store: FieldStore,
  id: string,
  change: (session: StoredSession) => StoredSession,
): Promise<StoredSession | undefined> {
  const tx = store.transaction("sessions", "readwrite");
  const session = await tx.store.get(id);
  const changed = session && change(session);
  if (changed && changed !== session) await tx.store.put(changed);
  await tx.done;
  return changed;
}

/** Saves one tap if it is possible now, or takes the last one back. */
export function tapSession(
  store: FieldStore,
  id: string,
  tap: Tap | "undo",
  rule: AskRule,
): Promise<StoredSession | undefined> {
  return changeTaps(store, id, (session) => (tap === "undo" ? undoTap(session) : addTap(session, tap, rule)));
}

/** Pauses, resumes or ends: the event as a record, after the counts up to it. */
export async function changeSession(
  store: FieldStore,
  context: SessionContext,
  id: string,
  event: Exclude<SessionEvent, "start">,
): Promise<StoredSession | undefined> {
  const session = await store.get("sessions", id);
  if (!session || statusAfter(session.status, event) === null) return session;
  if (event !== "resume") await sendCounts(store, context, id, event === "end");
  const happenedAt = new Date().toISOString();
  const body = await makeRecord(store, "sessions", {
    cityId: context.cityId,
    waveId: session.waveId,
    caseId: session.caseId,
    sessionId: id,
    event,
    happenedAt,
  });
  let changed: StoredSession | undefined;
  await enqueue(store, context.ownerId, "sessions", body, async (tx) => {
    const now = await tx.objectStore("sessions").get(id);
    const status = now && statusAfter(now.status, event);
    if (!now || !status) return;
    changed = { ...now, status, endedAt: event === "end" ? happenedAt : null };
    await tx.objectStore("sessions").put(changed);
  });
  return changed;
}

/**
 * Puts the session's totals so far into the outbox if they changed. Totals that were never sent are replaced: these
 * contain them.
 */
export async function sendCounts(
  store: FieldStore,
  { ownerId, cityId }: SessionContext,
  id: string,
  evenIfUnchanged = false,
): Promise<void> {
  const session = await store.get("sessions", id);
  if (!session || (!session.dirty && !evenIfUnchanged)) return;
  const body = await makeRecord(store, "counts", {
    cityId,
    waveId: session.waveId,
    caseId: session.caseId,
    sessionId: id,
    happenedAt: new Date().toISOString(),
    ...totals(session),
  });
  await enqueue(store, ownerId, "counts", body, async (tx) => {
    await dropUntriedCounts(tx, ownerId, id, body.id);
    const now = await tx.objectStore("sessions").get(id);
    if (now)
      await tx
        .objectStore("sessions")
        .put({ ...now, dirty: JSON.stringify(now.taps) !== JSON.stringify(session.taps) });
  });
}

async function dropUntriedCounts(tx: FieldTransaction, ownerId: string, sessionId: string, keep: string) {
  for (const record of await tx.objectStore("records").index("owner").getAll(ownerId)) {
    if (record.kind !== "counts" || record.state !== "waiting" || record.attempts > 0 || record.id === keep)
      continue;
    const of = record.sessionId ?? (record.sealed ? null : readBody({ ...record, kind: "counts" }).sessionId);
    if (of === sessionId && record.position !== undefined)
      await tx.objectStore("records").delete(record.position);
  }
}

/** Makes the counts records that a killed page could not. */
export async function sendForgottenCounts(store: FieldStore, context: SessionContext): Promise<void> {
  for (const session of await readSessions(store, context.ownerId)) {
    if (session.dirty) await sendCounts(store, context, session.id);
  }
  announceStoreChange();
}
