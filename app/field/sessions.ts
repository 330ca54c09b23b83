import { v7 as uuidv7 } from "uuid";
import { makeRecord } from "./make-record.ts";
import type { FieldStore, FieldTransaction, StoredSession } from "./open-store.ts";
import { enqueue, readBody, type Alongside } from "./outbox.ts";
import type { SessionEvent } from "./record-bodies.ts";
import {
  addTap,
  correctTaps,
  statusAfter,
  totals,
  undoTap,
  type AskRule,
  type CountedByHand,
  type Tap,
} from "./session-counter.ts";
import { announceStoreChange } from "./store-events.ts";
import { allDone, inOrder } from "./vault/in-order.ts";
import { keyOf } from "./vault/open-vault.ts";
import { isUnchanged, openSession, sealSession } from "./vault/sealed-values.ts";

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
  await enqueue(store, ownerId, "sessions", body, async (key) => {
    const stored = await sealSession(key, session);
    return async (tx) => Boolean(await tx.objectStore("sessions").put(stored));
  });
  return session;
}

export async function readSessions(store: FieldStore, ownerId: string): Promise<StoredSession[]> {
  const sessions = await store.getAllFromIndex("sessions", "owner", ownerId);
  if (sessions.length === 0) return [];
  const key = await keyOf(store, ownerId);
  return Promise.all(sessions.map((session) => openSession(key, session)));
}

export async function readSession(store: FieldStore, id: string): Promise<StoredSession | undefined> {
  const stored = await store.get("sessions", id);
  return stored && openSession(await keyOf(store, stored.ownerId), stored);
}

type Change = (session: StoredSession) => StoredSession;

/** Changes a session's taps on the device; `sendCounts` makes the record. */
export function changeTaps(
  store: FieldStore,
  id: string,
  change: Change,
): Promise<StoredSession | undefined> {
  return inOrder(store, async () => {
    for (;;) {
      const before = await store.get("sessions", id);
      if (!before) return undefined;
      const key = await keyOf(store, before.ownerId);
      const session = await openSession(key, before);
      const changed = change(session);
      if (changed === session) return session;
      const after = await sealSession(key, changed);
      const tx = store.transaction("sessions", "readwrite");
      const now = await tx.store.get(id);
      const unchanged = now && isUnchanged(now, before);
      if (unchanged) await tx.store.put(after);
      await tx.done;
      if (unchanged) return changed;
    }
  });
}

/** A change of a session made ready for the transaction that puts a record into the outbox. */
export async function changeSessionWith(
  store: FieldStore,
  key: CryptoKey | null,
  id: string | null,
  change: Change,
): Promise<Alongside> {
  const before = id ? await store.get("sessions", id) : undefined;
  if (!before) return () => Promise.resolve(true);
  const after = await sealSession(key, change(await openSession(key, before)));
  return async (tx) => {
    const now = await tx.objectStore("sessions").get(before.id);
    if (!now || !isUnchanged(now, before)) return false;
    await tx.objectStore("sessions").put(after);
    return true;
  };
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
  // A tap shows before it is stored: the counts shall have it.
  await allDone(store);
  const session = await readSession(store, id);
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
  await enqueue(store, context.ownerId, "sessions", body, (key) =>
    changeSessionWith(store, key, id, (now) => {
      const status = statusAfter(now.status, event);
      if (!status) return now;
      changed = { ...now, status, endedAt: event === "end" ? happenedAt : null };
      return changed;
    }),
  );
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
  const session = await readSession(store, id);
  if (!session || (!session.dirty && !evenIfUnchanged)) return;
  const body = await makeRecord(store, "counts", {
    cityId,
    waveId: session.waveId,
    caseId: session.caseId,
    sessionId: id,
    happenedAt: new Date().toISOString(),
    ...totals(session),
  });
  await enqueue(store, ownerId, "counts", body, async (key) => {
    const noteCounts = await changeSessionWith(store, key, id, (now) => ({
      ...now,
      countsId: body.id,
      dirty: JSON.stringify(now.taps) !== JSON.stringify(session.taps),
    }));
    return async (tx) => {
      await dropUntriedCounts(tx, ownerId, id, body.id);
      return noteCounts(tx);
    };
  });
}

async function dropUntriedCounts(tx: FieldTransaction, ownerId: string, sessionId: string, keep: string) {
  for (const record of await tx.objectStore("records").index("owner").getAll(ownerId)) {
    const { kind, state, attempts, lasting } = record;
    if (kind !== "counts" || state !== "waiting" || attempts > 0 || lasting || record.id === keep) continue;
    const of = record.sessionId ?? (record.sealed ? null : readBody({ ...record, kind: "counts" }).sessionId);
    if (of === sessionId && record.position !== undefined)
      await tx.objectStore("records").delete(record.position);
  }
}

/**
 * Says what really was counted in a session that has ended, and why it was wrong. The totals sent last are named, and stay
 * in the outbox even if they never left.
 *
 * @returns the session as it stands now; undefined where there was nothing to correct
 */
export async function correctCounts(
  store: FieldStore,
  context: SessionContext,
  id: string,
  right: CountedByHand,
  correctionReason: string,
): Promise<StoredSession | undefined> {
  const before = await readSession(store, id);
  if (before?.status !== "ended") return undefined;
  if (before.dirty || !before.countsId) await sendCounts(store, context, id, true);
  const session = await readSession(store, id);
  if (!session?.countsId) return undefined;
  const corrects = session.countsId;
  const { caseId, waveId } = session;
  const body = await makeRecord(store, "counts", {
    ...{ cityId: context.cityId, waveId, caseId, sessionId: id, corrects, correctionReason },
    happenedAt: session.endedAt ?? new Date().toISOString(),
    ...totals(correctTaps(session, right)),
  });
  let corrected: StoredSession | undefined;
  await enqueue(store, context.ownerId, "counts", body, async (key) => {
    const noteCounts = await changeSessionWith(store, key, id, (now) => {
      corrected = { ...correctTaps(now, right), countsId: body.id, dirty: false };
      return corrected;
    });
    return async (tx) => {
      const named = await tx.objectStore("records").index("id").get(corrects);
      if (named) await tx.objectStore("records").put({ ...named, lasting: true });
      return noteCounts(tx);
    };
  });
  return corrected;
}

/** Makes the counts records that a killed page could not. */
export async function sendForgottenCounts(store: FieldStore, context: SessionContext): Promise<void> {
  for (const session of await readSessions(store, context.ownerId)) {
    if (session.dirty) await sendCounts(store, context, session.id);
  }
  announceStoreChange();
}
