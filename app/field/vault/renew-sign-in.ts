import type { FieldStore } from "../open-store.ts";
import type { Fetcher } from "../post-record.ts";
import { toBase64 } from "./base64.ts";
import { openVaultOf, type OpenVault } from "./open-vault.ts";
import { openBytes, sealBytes } from "./seal.ts";
import type { StoredVault } from "./stored-vault.ts";
import { noteRenewal } from "./vaults.ts";

const about = (userId: string) => `renewal/${userId}`;
const asText = (bytes: Uint8Array) =>
  toBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The token of an open vault, as the server knows it; made when there is none. */
export async function renewalToken(
  store: FieldStore,
  { userId, key }: OpenVault,
  vault: StoredVault,
  cityId: string,
): Promise<string> {
  if (vault.renewal) return asText(await openBytes(key, vault.renewal.token, about(userId)));
  const token = crypto.getRandomValues(new Uint8Array(32));
  const renewal = { cityId, token: await sealBytes(key, token, about(userId)), kept: false };
  await noteRenewal(store, userId, renewal);
  return asText(token);
}

/**
 * Signs in again whoever's data are open, where the sign-in has run out or is somebody else's: entering the PIN was enough.
 *
 * @returns `password`: only that helps
 */
export async function renewSignIn(
  store: FieldStore,
  fetcher: Fetcher,
): Promise<"renewed" | "password" | "away"> {
  const open = openVaultOf(store);
  const vault = open && (await store.get("vaults", open.userId));
  if (!open || !vault?.renewal?.kept) return "password";
  const { cityId } = vault.renewal;
  const token = await renewalToken(store, open, vault, cityId);
  try {
    const answer = await fetcher("/api/field/renew", {
      method: "POST",
      body: JSON.stringify({ cityId, id: vault.id, token }),
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
    });
    const body = (await answer.json()) as { renewed?: boolean; id?: string; status?: number };
    if (answer.status === 200 && body.renewed === true && body.id === vault.id) return "renewed";
    if (answer.status !== 401 || body.status !== 401) return "away";
  } catch {
    return "away";
  }
  await noteRenewal(store, open.userId, undefined);
  return "password";
}
