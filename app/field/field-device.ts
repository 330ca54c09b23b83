import type { FieldStore } from "./open-store.ts";
import { openStore } from "./open-store.ts";
import { readSetting } from "./settings.ts";
import { sendForgottenCounts } from "./sessions.ts";
import { createSync, type Sync } from "./sync.ts";
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
  const [user, stored] = [await readSetting(store, "user"), await readWork(store)];
  if (user && stored) await sendForgottenCounts(store, { ownerId: user.id, cityId: stored.work.city.id });
  return { store, sync };
}

/** The browser keeps nothing here: private browsing, or storage switched off. */
export class StorageMissing extends Error {
  override name = "StorageMissing";
}
