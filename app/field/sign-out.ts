import type { FieldStore } from "./open-store.ts";
import type { Fetcher } from "./post-record.ts";
import { writeSetting } from "./settings.ts";
import { lockVault } from "./vault/vaults.ts";

/** Signs out on the server, then forgets who is here. What is unsent stays, locked to its owner. False without a network. */
export async function signOut(store: FieldStore, fetcher: Fetcher): Promise<boolean> {
  try {
    const answer = await fetcher("/sign-out", {
      method: "POST",
      redirect: "manual",
      credentials: "same-origin",
    });
    if (answer.type !== "opaqueredirect" && !answer.ok) return false;
  } catch {
    return false;
  }
  await writeSetting(store, "user", null);
  await lockVault(store);
  return true;
}
