import type { Database } from "#db/client.ts";
import { isPresentRun, readUnits, type StoredUnit } from "#db/queries/read-units.ts";

/** Each holds a connection for as long as its reader takes. */
const MOST_AT_ONCE = 2;
/** A reader that takes nothing for so long has gone. */
const PATIENCE = 60_000;

let open = 0;

export type WriteUnits = (batches: AsyncIterable<readonly StoredUnit[]>) => AsyncIterable<string>;

/**
 * The interviews of a weighting run as a file that is written while it is read, all as of one moment; a few thousand
 * of them are in memory at a time.
 *
 * @returns "busy" while others are being read, null when the run has been replaced
 */
export async function streamUnits(
  db: Database,
  cityId: string,
  runId: string,
  write: WriteUnits,
): Promise<ReadableStream<Uint8Array> | "busy" | null> {
  if (open >= MOST_AT_ONCE) return "busy";
  open++;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  return new Promise((started, failed) => {
    db.transaction(
      async (tx) => {
        if (!(await isPresentRun(tx, cityId, runId))) return started(null);
        started(readable);
        for await (const part of write(readUnits(tx, cityId, runId)))
          await withPatience(writer.write(encoder.encode(part)));
        await writer.close();
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    )
      .catch((error: unknown) => {
        failed(error);
        return writer.abort(error);
      })
      .catch(() => undefined)
      .finally(() => open--);
  });
}

async function withPatience(written: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const gone = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("nobody reads the file any more")), PATIENCE);
  });
  try {
    await Promise.race([written, gone]);
  } finally {
    clearTimeout(timer);
  }
}
