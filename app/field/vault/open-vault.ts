import type { FieldStore } from "../open-store.ts";

/** Whose data can be read and written just now. In the memory of this page only. */
export interface OpenVault {
  userId: string;
  vaultId: string;
  name: string;
  /** Never extractable. */
  key: CryptoKey;
  secret: Uint8Array;
}

const open = new WeakMap<FieldStore, OpenVault>();

export const openVaultOf = (store: FieldStore): OpenVault | null => open.get(store) ?? null;

export function noteOpen(store: FieldStore, vault: OpenVault | null): void {
  if (vault) open.set(store, vault);
  else open.delete(store);
}

/** This person's data is there but their PIN was not entered, or not since it locked. */
export class VaultLocked extends Error {
  override name = "VaultLocked";
}

/**
 * The key of somebody's data; null where they have chosen no PIN and nothing of theirs is encrypted.
 *
 * @throws {VaultLocked} if they have, and it is not open in this page
 */
export async function keyOf(store: FieldStore, userId: string): Promise<CryptoKey | null> {
  const vault = open.get(store);
  if (vault?.userId === userId) return vault.key;
  if (await store.get("vaults", userId)) throw new VaultLocked();
  return null;
}
