import type { FieldStore } from "../open-store.ts";
import { readSetting } from "../settings.ts";
import { openVaultOf } from "./open-vault.ts";
import { canSeal } from "./seal.ts";

/** Whose data this page may show, if anybody's. */
export type Turn =
  /** `plain`: this browser cannot encrypt, so there is no PIN. */
  | { kind: "user"; userId: string; plain: boolean }
  /** Somebody signed in who has no PIN here yet: nothing of theirs is stored before they chose one. */
  | { kind: "choose-pin"; user: { id: string; name: string } }
  /** `userId`: who was here last, or is signed in. */
  | { kind: "locked"; userId: string | null }
  | { kind: "nobody" };

export async function whoseTurn(store: FieldStore): Promise<Turn> {
  const open = openVaultOf(store);
  if (open) return { kind: "user", userId: open.userId, plain: false };
  const vaults = await store.getAllKeys("vaults");
  const user = await readSetting(store, "user");
  if (user && !vaults.includes(user.id)) {
    return canSeal() ? { kind: "choose-pin", user } : { kind: "user", userId: user.id, plain: true };
  }
  return vaults.length > 0 ? { kind: "locked", userId: user?.id ?? null } : { kind: "nobody" };
}

/** Who may work just now; null on a locked tablet. */
export async function activeUser(store: FieldStore): Promise<string | null> {
  const turn = await whoseTurn(store);
  return turn.kind === "user" ? turn.userId : null;
}
