import type { FieldStore, FieldTransaction, StoredRecord } from "./open-store.ts";
import type { RecordBodies, RecordKind } from "./record-bodies.ts";
import { announceStoreChange } from "./store-events.ts";
import { inOrder } from "./vault/in-order.ts";
import { keyOf } from "./vault/open-vault.ts";
import { openRecord, sealRecord } from "./vault/sealed-values.ts";

/** What must happen with a record or not at all. False: something changed since it was made ready. */
export type Alongside = (tx: FieldTransaction) => Promise<boolean>;

/**
 * Puts a record into the outbox. Its bytes are written here, once: every attempt sends the same.
 *
 * @param prepare  makes other changes ready, such as deleting the draft it came from: encrypting takes longer than a
 *                 transaction stays open. Asked again when somebody else was faster
 */
export async function enqueue<K extends RecordKind>(
  store: FieldStore,
  ownerId: string,
  kind: K,
  body: RecordBodies[K],
  prepare?: (key: CryptoKey | null) => Promise<Alongside>,
): Promise<void> {
  await inOrder(store, async () => {
    const key = await keyOf(store, ownerId);
    const record = await sealNew(key, ownerId, kind, body);
    for (let isIn = false; !isIn;) {
      const alongside = await prepare?.(key);
      const tx = store.transaction(["records", "drafts", "sessions"], "readwrite", { durability: "strict" });
      await tx.objectStore("records").add(record);
      isIn = alongside === undefined || (await alongside(tx));
      if (!isIn) tx.abort();
      await tx.done.catch((error: unknown) => {
        if (isIn) throw error;
      });
    }
  });
  announceStoreChange();
}

/** A record as it goes into the outbox. */
export function sealNew<K extends RecordKind>(
  key: CryptoKey | null,
  ownerId: string,
  kind: K,
  body: RecordBodies[K],
): Promise<StoredRecord> {
  return sealRecord(key, {
    id: body.id,
    ownerId,
    kind,
    bytes: new TextEncoder().encode(JSON.stringify(body)),
    ...(kind === "counts" ? { sessionId: (body as RecordBodies["counts"]).sessionId } : {}),
    ...(kind === "counts" && "corrects" in body ? { lasting: true } : {}),
    state: "waiting",
    attempts: 0,
    madeAt: Date.now(),
    settledAt: null,
    problem: null,
  });
}

/** Everything this person's device still holds, in the order it was made. */
export async function readRecords(store: FieldStore, ownerId: string): Promise<StoredRecord[]> {
  const records = await readEnvelopes(store, ownerId);
  if (!records.some(({ sealed }) => sealed)) return records;
  const key = await keyOf(store, ownerId);
  return Promise.all(records.map((record) => openRecord(key, record)));
}

/** The same with the bytes as they lie there, perhaps encrypted: enough to count them. */
export async function readEnvelopes(store: FieldStore, ownerId: string): Promise<StoredRecord[]> {
  const records = await store.getAllFromIndex("records", "owner", ownerId);
  return records.sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
}

export const isUnsent = (record: StoredRecord): boolean =>
  record.state === "waiting" || record.state === "attention";

/** How many records of each person who used this device are unsent. */
export async function countUnsentByOwner(store: FieldStore): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const record of await store.getAll("records"))
    if (isUnsent(record)) counts.set(record.ownerId, (counts.get(record.ownerId) ?? 0) + 1);
  return counts;
}

export async function nextWaiting(
  store: FieldStore,
  ownerId: string,
  after: number,
): Promise<StoredRecord | undefined> {
  const records = await readEnvelopes(store, ownerId);
  const next = records.find(({ state, position }) => state === "waiting" && (position ?? 0) > after);
  return next?.sealed ? openRecord(await keyOf(store, ownerId), next) : next;
}

/** Counts an attempt before it is made, so that bytes that may have arrived are never replaced by others. */
export async function noteAttempt(store: FieldStore, position: number): Promise<boolean> {
  const tx = store.transaction("records", "readwrite");
  const record = await tx.store.get(position);
  const waiting = record?.state === "waiting";
  if (record && waiting) await tx.store.put({ ...record, attempts: record.attempts + 1 });
  await tx.done;
  return waiting;
}

export async function settleRecord(
  store: FieldStore,
  position: number,
  state: "sent" | "quarantined" | "attention",
  problem: string | null,
): Promise<void> {
  const tx = store.transaction("records", "readwrite");
  const record = await tx.store.get(position);
  if (record) await tx.store.put({ ...record, state, problem, settledAt: Date.now() });
  await tx.done;
  announceStoreChange();
}

/** Gives records that need attention another try, after a person asked for it. */
export async function retryAttention(store: FieldStore, ownerId: string): Promise<void> {
  const tx = store.transaction("records", "readwrite");
  for (const record of await tx.store.index("owner").getAll(ownerId)) {
    if (record.state === "attention")
      await tx.store.put({ ...record, state: "waiting", settledAt: null, problem: null });
  }
  await tx.done;
  announceStoreChange();
}

const TWO_WEEKS = 14 * 24 * 3600 * 1000;

/**
 * Forgets what the server has and the work fetched since `before` therefore shows. Interviews, so that they can
 * be put right, and quarantined ones stay two weeks.
 */
export async function forgetSent(store: FieldStore, ownerId: string, before: number): Promise<void> {
  const tx = store.transaction("records", "readwrite");
  for (const record of await tx.store.index("owner").getAll(ownerId)) {
    const settledAt = record.settledAt ?? Infinity;
    const stays = record.state === "quarantined" || record.kind === "responses";
    const shown = record.state === "sent" && !stays && settledAt < before;
    const old =
      (record.state === "sent" || record.state === "quarantined") && stays && settledAt < before - TWO_WEEKS;
    if ((shown || old) && record.position !== undefined) await tx.store.delete(record.position);
  }
  await tx.done;
}

/** What a stored record says. */
export function readBody<K extends RecordKind>(record: StoredRecord & { kind: K }): RecordBodies[K] {
  return JSON.parse(new TextDecoder().decode(record.bytes)) as RecordBodies[K];
}
