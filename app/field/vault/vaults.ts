import { v7 as uuidv7 } from "uuid";
import type { FieldStore } from "../open-store.ts";
import { announceStoreChange } from "../store-events.ts";
import { ITERATIONS, keyOfPin, keyOfSecret, newDataKey, unwrapDataKey, wrapDataKey } from "./data-key.ts";
import { allDone } from "./in-order.ts";
import { noteOpen, openVaultOf } from "./open-vault.ts";
import { openBytes, sealBytes } from "./seal.ts";
import { sealWhatIsPlain } from "./seal-what-is-plain.ts";
import type { StoredVault } from "./stored-vault.ts";
import { afterWrongPin, NO_WRONG_PINS, waitLeft } from "./wrong-pins.ts";

export const isPin = (text: string): boolean => /^\d{4,8}$/.test(text);

const aboutSecret = (userId: string) => `secret/${userId}`;
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

export const readVaults = (store: FieldStore): Promise<StoredVault[]> => store.getAll("vaults");

/** A PIN for somebody who had none here: from now on their data is encrypted, and what lies there already becomes so. */
export async function createVault(
  store: FieldStore,
  user: { id: string; name: string },
  pin: string,
): Promise<void> {
  await allDone(store);
  const dataKey = await newDataKey();
  const secret = random(32);
  const salt = random(16);
  const by = await keyOfPin(pin, salt);
  const vault: StoredVault = {
    userId: user.id,
    id: uuidv7(),
    name: user.name,
    salt,
    iterations: ITERATIONS,
    byPin: await wrapDataKey(dataKey, by),
    bySecret: await wrapDataKey(dataKey, await keyOfSecret(secret)),
    secret: await sealBytes(dataKey, secret, aboutSecret(user.id)),
    kept: false,
    wrongPins: NO_WRONG_PINS,
  };
  const key = await unwrapDataKey(vault.byPin, by);
  if (!key) throw new Error("the key just wrapped does not open");
  await store.add("vaults", vault);
  await opened(store, vault, key);
}

export type Unlocked = { ok: true } | { ok: false; waitMs: number; triesLeft: number };

/** The end of the wait by a clock that nobody can set, as long as this page lives. */
const waits = new Map<string, number>();

/** What is to be waited for before the next try, in ms. */
export function waitOf(vault: StoredVault): number {
  const here = (waits.get(vault.id) ?? 0) - performance.now();
  return Math.max(0, here, waitLeft(vault.wrongPins, Date.now()));
}

/** Opens somebody's data in this page. A try is counted before it is made, so that switching off does not undo it. */
export async function unlockVault(store: FieldStore, userId: string, pin: string): Promise<Unlocked> {
  const vault = await countTry(store, userId);
  if (!vault) return { ok: false, ...(await standing(store, userId)) };
  const key = await unwrapDataKey(vault.byPin, await keyOfPin(pin, vault.salt, vault.iterations));
  if (!key) return { ok: false, ...(await standing(store, userId)) };
  await changeVault(store, userId, { wrongPins: NO_WRONG_PINS });
  waits.delete(vault.id);
  await opened(store, vault, key);
  return { ok: true };
}

async function opened(store: FieldStore, vault: StoredVault, key: CryptoKey): Promise<void> {
  const { userId, id: vaultId, name } = vault;
  const secret = await openBytes(key, vault.secret, aboutSecret(userId));
  noteOpen(store, { userId, vaultId, name, key, secret });
  await sealWhatIsPlain(store, userId, key);
  announceStoreChange();
}

/** Null while there is something to wait for. */
async function countTry(store: FieldStore, userId: string): Promise<StoredVault | null> {
  const tx = store.transaction("vaults", "readwrite", { durability: "strict" });
  const vault = await tx.store.get(userId);
  const allowed = vault && waitOf(vault) === 0;
  if (allowed) {
    const wrongPins = afterWrongPin(vault.wrongPins, Date.now());
    await tx.store.put({ ...vault, wrongPins });
    if (wrongPins.waitMs > 0) waits.set(vault.id, performance.now() + wrongPins.waitMs);
  }
  await tx.done;
  return allowed ? vault : null;
}

async function standing(store: FieldStore, userId: string) {
  const vault = await store.get("vaults", userId);
  return vault
    ? { waitMs: waitOf(vault), triesLeft: Math.max(0, 5 - vault.wrongPins.count) }
    : { waitMs: 0, triesLeft: 0 };
}

type Change = { [K in keyof StoredVault]?: StoredVault[K] | undefined };

async function changeVault(store: FieldStore, userId: string, change: Change): Promise<void> {
  const tx = store.transaction("vaults", "readwrite", { durability: "strict" });
  const vault = await tx.store.get(userId);
  if (vault) await tx.store.put({ ...vault, ...change } as StoredVault);
  await tx.done;
}

/** Another PIN for the same data. False if the present one is wrong. */
export async function changePin(
  store: FieldStore,
  userId: string,
  pin: string,
  next: string,
): Promise<Unlocked> {
  const tried = await unlockVault(store, userId, pin);
  const vault = await store.get("vaults", userId);
  if (!tried.ok || !vault) return tried;
  const by = await keyOfPin(pin, vault.salt, vault.iterations);
  const dataKey = await unwrapDataKey(vault.byPin, by, true);
  if (dataKey) await wrapAgain(store, userId, dataKey, next);
  return tried;
}

/** A new PIN for a forgotten one, by the secret that the server kept. Nothing is lost. */
export async function recoverVault(
  store: FieldStore,
  userId: string,
  secret: Uint8Array,
  next: string,
): Promise<boolean> {
  const vault = await store.get("vaults", userId);
  const dataKey = vault && (await unwrapDataKey(vault.bySecret, await keyOfSecret(secret), true));
  if (!vault || !dataKey) return false;
  await wrapAgain(store, userId, dataKey, next);
  waits.delete(vault.id);
  return (await unlockVault(store, userId, next)).ok;
}

async function wrapAgain(store: FieldStore, userId: string, dataKey: CryptoKey, pin: string): Promise<void> {
  const salt = random(16);
  const byPin = await wrapDataKey(dataKey, await keyOfPin(pin, salt));
  await changeVault(store, userId, { salt, iterations: ITERATIONS, byPin, wrongPins: NO_WRONG_PINS });
}

export const noteSecretKept = (store: FieldStore, vault: StoredVault): Promise<void> =>
  changeVault(store, vault.userId, {
    kept: true,
    ...(vault.renewal ? { renewal: { ...vault.renewal, kept: true } } : {}),
  });

export const noteRenewal = (
  store: FieldStore,
  userId: string,
  renewal: StoredVault["renewal"],
): Promise<void> => changeVault(store, userId, { renewal });

/** Forgets the key, after what was being saved is saved. */
export async function lockVault(store: FieldStore): Promise<void> {
  if (!openVaultOf(store)) return;
  await allDone(store);
  noteOpen(store, null);
  announceStoreChange();
}
