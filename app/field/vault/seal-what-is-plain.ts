import type { FieldStore } from "../open-store.ts";
import { rosterKeyPrefix, type RosterRow } from "../roster-draft.ts";
import { inOrder } from "./in-order.ts";
import { isUnchanged, sealDraft, sealRecord, sealSession, sealWork } from "./sealed-values.ts";
import { sealValue } from "./seal.ts";

/** Encrypts what was stored before its owner chose a PIN. Interrupted, it goes on at the next unlocking. */
export function sealWhatIsPlain(store: FieldStore, userId: string, key: CryptoKey): Promise<void> {
  return inOrder(store, async () => {
    await sealRecords(store, userId, key);
    await sealDrafts(store, userId, key);
    await sealSessions(store, userId, key);
    const work = await store.get("work", userId);
    if (work && !("sealed" in work)) await store.put("work", await sealWork(key, work));
    await sealRosters(store, userId, key);
  });
}

async function sealRecords(store: FieldStore, userId: string, key: CryptoKey): Promise<void> {
  for (const plain of await store.getAllFromIndex("records", "owner", userId)) {
    if (plain.sealed || plain.position === undefined) continue;
    const { bytes } = await sealRecord(key, plain);
    const tx = store.transaction("records", "readwrite", { durability: "strict" });
    // Its state may be another by now; its bytes never are.
    const now = await tx.store.get(plain.position);
    if (now && !now.sealed) await tx.store.put({ ...now, bytes, sealed: true });
    await tx.done;
  }
}

async function sealDrafts(store: FieldStore, userId: string, key: CryptoKey): Promise<void> {
  for (const plain of await store.getAllFromIndex("drafts", "owner", userId)) {
    if ("sealed" in plain) continue;
    const sealed = await sealDraft(key, plain);
    const tx = store.transaction("drafts", "readwrite", { durability: "strict" });
    const now = await tx.store.get(plain.id);
    if (now && isUnchanged(now, plain)) await tx.store.put(sealed);
    await tx.done;
  }
}

async function sealSessions(store: FieldStore, userId: string, key: CryptoKey): Promise<void> {
  for (const plain of await store.getAllFromIndex("sessions", "owner", userId)) {
    if ("sealed" in plain) continue;
    const sealed = await sealSession(key, plain);
    const tx = store.transaction("sessions", "readwrite", { durability: "strict" });
    const now = await tx.store.get(plain.id);
    if (now && isUnchanged(now, plain)) await tx.store.put(sealed);
    await tx.done;
  }
}

async function sealRosters(store: FieldStore, userId: string, key: CryptoKey): Promise<void> {
  const prefix = rosterKeyPrefix(userId);
  for (const place of await store.getAllKeys("settings", IDBKeyRange.bound(prefix, `${prefix}\uffff`))) {
    const rows = (await store.get("settings", place)) as RosterRow[] | Uint8Array | undefined;
    if (rows && !(rows instanceof Uint8Array))
      await store.put("settings", await sealValue(key, rows, place), place);
  }
}
