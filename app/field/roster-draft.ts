import type { FieldStore } from "./open-store.ts";
import type { Sex } from "#surveys/vocabulary.ts";

/** A row of the list of residents while it is being filled in. */
export interface RosterRow {
  age: number | null;
  sex: Sex | null;
  residentHalfYear: boolean;
}

const key = (ownerId: string, caseId: string) => `roster/${ownerId}/${caseId}`;

export async function readRosterRows(
  store: FieldStore,
  ownerId: string,
  caseId: string,
): Promise<RosterRow[] | undefined> {
  return (await store.get("settings", key(ownerId, caseId))) as RosterRow[] | undefined;
}

/** Keeps a half-filled list through a crash; without rows it is forgotten. */
export async function keepRosterRows(
  store: FieldStore,
  ownerId: string,
  caseId: string,
  rows: RosterRow[] | null,
): Promise<void> {
  if (rows) await store.put("settings", rows, key(ownerId, caseId));
  else await store.delete("settings", key(ownerId, caseId));
}
