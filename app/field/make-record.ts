import { v7 as uuidv7 } from "uuid";
import type { FieldStore } from "./open-store.ts";
import type { RecordBodies, RecordKind } from "./record-bodies.ts";
import { deviceId, nextSequence } from "./settings.ts";

type Made = "id" | "deviceId" | "sequence";

/** A record's body with what every record of this device carries: a new id, the device, its place in the order. */
export async function makeRecord<K extends RecordKind>(
  store: FieldStore,
  _kind: K,
  fields: Omit<RecordBodies[K], Made> & { id?: string },
): Promise<RecordBodies[K]> {
  return {
    id: uuidv7(),
    ...fields,
    deviceId: await deviceId(store),
    sequence: await nextSequence(store),
  } as unknown as RecordBodies[K];
}
