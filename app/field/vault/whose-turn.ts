import type { FieldStore } from "../open-store.ts";
import { readSetting } from "../settings.ts";
import { openVaultOf } from "./open-vault.ts";
import { canSeal } from "./seal.ts";

/** Whose data this page may show, if anybody's. */
export type Turn =
  /** `plain`: they have no PIN yet, so nothing of theirs is encrypted. */
  | { kind: "user"; userId: string; plain: boolean }
  /** Somebody signed in on a tablet of several: they need a PIN first. */
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
    const others = (await store.getAllKeys("work")).some((userId) => userId !== user.id);
    if (canSeal() && (vaults.length > 0 || others)) return { kind: "choose-pin", user };
    return { kind: "user", userId: user.id, plain: true };
  }
  return vaults.length > 0 ? { kind: "locked", userId: user?.id ?? null } : { kind: "nobody" };
}

/** Who may work just now; null on a locked tablet. */
export async function activeUser(store: FieldStore): Promise<string | null> {
  const turn = await whoseTurn(store);
  return turn.kind === "user" ? turn.userId : null;
}
