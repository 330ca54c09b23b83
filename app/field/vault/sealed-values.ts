import type {
  Draft,
  SealedDraft,
  SealedSession,
  SealedWork,
  StoredRecord,
  StoredSession,
  StoredWork,
} from "../open-store.ts";
import { openBytes, openValue, sealBytes, sealValue } from "./seal.ts";

/** What a value is and whose, so that none can be put in another's place. */
const aboutRecord = ({ ownerId, id }: Pick<StoredRecord, "ownerId" | "id">) => `record/${ownerId}/${id}`;
const aboutDraft = ({ ownerId, id }: Pick<Draft, "ownerId" | "id">) => `draft/${ownerId}/${id}`;
const aboutSession = ({ ownerId, id }: Pick<StoredSession, "ownerId" | "id">) => `session/${ownerId}/${id}`;
const aboutWork = (userId: string) => `work/${userId}`;

/** A record with its bytes encrypted; ids, order and state stay readable, so that it can be counted and kept. */
export async function sealRecord(key: CryptoKey | null, record: StoredRecord): Promise<StoredRecord> {
  if (!key || record.sealed) return record;
  return { ...record, bytes: await sealBytes(key, record.bytes, aboutRecord(record)), sealed: true };
}

export async function openRecord(key: CryptoKey | null, record: StoredRecord): Promise<StoredRecord> {
  if (!record.sealed) return record;
  if (!key) throw new Error(`record ${record.id} is encrypted and its owner has no key`);
  const { sealed: _, ...rest } = record;
  return { ...rest, bytes: await openBytes(key, record.bytes, aboutRecord(record)) };
}

export async function sealDraft(key: CryptoKey | null, draft: Draft): Promise<Draft | SealedDraft> {
  if (!key) return draft;
  const { id, ownerId, updatedAt } = draft;
  return { id, ownerId, updatedAt, sealed: await sealValue(key, draft, aboutDraft(draft)) };
}

export async function openDraft(key: CryptoKey | null, stored: Draft | SealedDraft): Promise<Draft> {
  if (!("sealed" in stored)) return stored;
  if (!key) throw new Error(`draft ${stored.id} is encrypted and its owner has no key`);
  return openValue<Draft>(key, stored.sealed, aboutDraft(stored));
}

export async function sealSession(
  key: CryptoKey | null,
  session: StoredSession,
): Promise<StoredSession | SealedSession> {
  if (!key) return session;
  const { id, ownerId } = session;
  return { id, ownerId, sealed: await sealValue(key, session, aboutSession(session)) };
}

export async function openSession(
  key: CryptoKey | null,
  stored: StoredSession | SealedSession,
): Promise<StoredSession> {
  if (!("sealed" in stored)) return stored;
  if (!key) throw new Error(`session ${stored.id} is encrypted and its owner has no key`);
  return openValue<StoredSession>(key, stored.sealed, aboutSession(stored));
}

/** Whether a stored value was not written anew since: every encryption has its own IV. */
export function isUnchanged(
  a: Draft | SealedDraft | StoredSession | SealedSession,
  b: Draft | SealedDraft | StoredSession | SealedSession,
): boolean {
  const mark = (value: typeof a) =>
    "sealed" in value ? value.sealed.slice(0, 12).join() : JSON.stringify(value);
  return mark(a) === mark(b);
}

export async function sealWork(key: CryptoKey | null, stored: StoredWork): Promise<StoredWork | SealedWork> {
  if (!key) return stored;
  const { userId, fetchedAt, work } = stored;
  return { userId, fetchedAt, sealed: await sealValue(key, work, aboutWork(userId)) };
}

export async function openWork(key: CryptoKey | null, stored: StoredWork | SealedWork): Promise<StoredWork> {
  if (!("sealed" in stored)) return stored;
  if (!key) throw new Error("the work is encrypted and its owner has no key");
  const { userId, fetchedAt, sealed } = stored;
  return { userId, fetchedAt, work: await openValue(key, sealed, aboutWork(userId)) };
}
