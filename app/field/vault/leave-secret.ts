import type { FieldStore } from "../open-store.ts";
import type { Fetcher } from "../post-record.ts";
import { deviceId } from "../settings.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { openVaultOf } from "./open-vault.ts";
import { renewalToken } from "./renew-sign-in.ts";
import { noteSecretKept } from "./vaults.ts";

const ask = (fetcher: Fetcher, body: unknown) =>
  fetcher("/api/field/secret", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    credentials: "same-origin",
    cache: "no-store",
    redirect: "manual",
  });

/**
 * Leaves two things with the server, once: the secret, which whoever forgets the PIN gets back after a password sign-in, and
 * the token that renews the sign-in after unlocking.
 */
export async function leaveSecret(store: FieldStore, fetcher: Fetcher, cityId: string): Promise<void> {
  const open = openVaultOf(store);
  const vault = open && (await store.get("vaults", open.userId));
  if (!open || !vault || (vault.kept && vault.renewal?.kept)) return;
  const renewal = await renewalToken(store, open, vault, cityId);
  const keep = { deviceId: await deviceId(store), secret: toBase64(open.secret), renewal };
  try {
    const answer = await ask(fetcher, { id: vault.id, keep });
    const body = (await answer.json()) as { id?: string; kept?: boolean };
    const now = await store.get("vaults", open.userId);
    if (now && answer.status === 200 && body.kept && body.id === vault.id) await noteSecretKept(store, now);
  } catch {
    // Asked again with the next fresh work.
  }
}

/** The secret of whoever has just signed in with the password; a word where it is not given. */
export async function askForSecret(
  store: FieldStore,
  fetcher: Fetcher,
  userId: string,
): Promise<Uint8Array | "sign-in" | "away"> {
  const vault = await store.get("vaults", userId);
  try {
    const answer = await ask(fetcher, { id: vault?.id });
    if (answer.status >= 400 && answer.status < 500) return "sign-in";
    const body = (await answer.json()) as { id?: string; secret?: string };
    const given = answer.status === 200 && body.id === vault?.id && typeof body.secret === "string";
    return given ? fromBase64(body.secret ?? "") : "away";
  } catch {
    return "away";
  }
}
