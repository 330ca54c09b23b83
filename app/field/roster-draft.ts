import type { FieldStore } from "./open-store.ts";
import { inOrder } from "./vault/in-order.ts";
import { keyOf } from "./vault/open-vault.ts";
import { openValue, sealValue } from "./vault/seal.ts";
import type { Sex } from "#surveys/vocabulary.ts";

/** A row of the list of residents while it is being filled in. */
export interface RosterRow {
  age: number | null;
  sex: Sex | null;
  residentHalfYear: boolean;
}

export const rosterKeyPrefix = (ownerId: string) => `roster/${ownerId}/`;
const keyIn = (ownerId: string, caseId: string) => rosterKeyPrefix(ownerId) + caseId;

export async function readRosterRows(
  store: FieldStore,
  ownerId: string,
  caseId: string,
): Promise<RosterRow[] | undefined> {
  const place = keyIn(ownerId, caseId);
  const stored = (await store.get("settings", place)) as RosterRow[] | Uint8Array | undefined;
  if (!(stored instanceof Uint8Array)) return stored;
  const key = await keyOf(store, ownerId);
  return key ? openValue<RosterRow[]>(key, stored, place) : undefined;
}

/** Keeps a half-filled list through a crash; without rows it is forgotten. */
export async function keepRosterRows(
  store: FieldStore,
  ownerId: string,
  caseId: string,
  rows: RosterRow[] | null,
): Promise<void> {
  const place = keyIn(ownerId, caseId);
  await inOrder(store, async () => {
    if (!rows) return store.delete("settings", place);
    const key = await keyOf(store, ownerId);
    await store.put("settings", key ? await sealValue(key, rows, place) : rows, place);
  });
}
