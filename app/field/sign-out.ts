import type { FieldStore } from "./open-store.ts";
import type { Fetcher } from "./post-record.ts";
import { writeSetting } from "./settings.ts";
import { openVaultOf } from "./vault/open-vault.ts";
import { lockVault, noteRenewal } from "./vault/vaults.ts";

/** Signs out on the server, so that the PIN alone signs in no more, then forgets who is here. What is unsent stays, locked to its owner. False without a network. */
export async function signOut(store: FieldStore, fetcher: Fetcher): Promise<boolean> {
  try {
    const vault = openVaultOf(store);
    const answer = await fetcher(`/sign-out${vault ? `?tablet=${vault.vaultId}` : ""}`, {
      method: "POST",
      redirect: "manual",
      credentials: "same-origin",
    });
    if (answer.type !== "opaqueredirect" && !answer.ok) return false;
  } catch {
    return false;
  }
  await writeSetting(store, "user", null);
  const userId = openVaultOf(store)?.userId;
  if (userId) await noteRenewal(store, userId, undefined);
  await lockVault(store);
  return true;
}
