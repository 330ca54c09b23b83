import type { FieldStore } from "./open-store.ts";
import { openStore } from "./open-store.ts";
import { sendForgottenCounts } from "./sessions.ts";
import { createSync, type Sync } from "./sync.ts";
import { lockVault } from "./vault/vaults.ts";
import { readWork } from "./work.ts";

export interface FieldDevice {
  store: FieldStore;
  sync: Sync;
}

let opened: Promise<FieldDevice> | null = null;

/** This tablet's store and sender, opened once in the life of the page. Only in a browser. */
export function fieldDevice(): Promise<FieldDevice> {
  opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function open(): Promise<FieldDevice> {
  if (typeof indexedDB === "undefined") throw new StorageMissing();
  const store = await openStore().catch(() => {
    throw new StorageMissing();
  });
  const sync = createSync({ store, fetcher: (input, init) => fetch(input, init) });
  const again = () => void sync.now();
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") again();
  });
  // Asks the browser not to clear this away when space runs short; plain http has no such thing.
  void navigator.storage?.persist?.().catch(() => false);
  await makeForgottenCounts(store);
  return { store, sync };
}

async function makeForgottenCounts(store: FieldStore): Promise<void> {
  const stored = await readWork(store);
  if (stored) await sendForgottenCounts(store, { ownerId: stored.userId, cityId: stored.work.city.id });
}

/** What an unlocked tablet does first: it goes on where its owner stopped, and asks the server who is signed in. */
export async function afterUnlocking({ store, sync }: FieldDevice): Promise<void> {
  sync.forget();
  await makeForgottenCounts(store);
  void sync.now();
}

/** Saves what is being typed, forgets the key, and shows who may unlock. */
export async function lockDevice({ store, sync }: FieldDevice): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  sync.forget();
  await lockVault(store);
}

/** The browser keeps nothing here: private browsing, or storage switched off. */
export class StorageMissing extends Error {
  override name = "StorageMissing";
}
