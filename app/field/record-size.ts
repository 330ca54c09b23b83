import { LARGEST_RECORD } from "#surveys/fieldwork/photo-limits.ts";

/** Ids, times and names of fields around what was answered, amply. */
const AROUND = 4096;

/** Whether a record with this in it is one that the server takes. */
export function fitsInRecord(content: unknown): boolean {
  return new TextEncoder().encode(JSON.stringify(content)).length + AROUND <= LARGEST_RECORD;
}
