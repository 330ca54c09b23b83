import { v7 as uuidv7 } from "uuid";
import type { FieldStore } from "./open-store.ts";

/** Small facts about this device: one value a key. */
export interface Settings {
  deviceId: string;
  sequence: number;
  /** Who is signed in, as far as this device knows. */
  user: { id: string; name: string } | null;
  lastSync: number;
  clockOffset: number;
  /** By volunteer: whether the place of an interview may be stored. */
  keepPosition: Record<string, boolean>;
  /** By volunteer: whether everything is written larger. */
  bigText: Record<string, boolean>;
}

export async function readSetting<K extends keyof Settings>(
  store: FieldStore,
  key: K,
): Promise<Settings[K] | undefined> {
  return (await store.get("settings", key)) as Settings[K] | undefined;
}

export async function writeSetting<K extends keyof Settings>(
  store: FieldStore,
  key: K,
  value: Settings[K],
): Promise<void> {
  await store.put("settings", value, key);
}

/** This device's name for itself, made once. */
export async function deviceId(store: FieldStore): Promise<string> {
  const tx = store.transaction("settings", "readwrite");
  const known = (await tx.store.get("deviceId")) as string | undefined;
  const id = known ?? uuidv7();
  if (known === undefined) await tx.store.put(id, "deviceId");
  await tx.done;
  return id;
}

/** The next number in the order of what this device makes; never given twice. */
export async function nextSequence(store: FieldStore): Promise<number> {
  const tx = store.transaction("settings", "readwrite");
  const next = (((await tx.store.get("sequence")) as number | undefined) ?? 0) + 1;
  await tx.store.put(next, "sequence");
  await tx.done;
  return next;
}
