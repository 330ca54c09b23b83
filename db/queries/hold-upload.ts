import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";

const key = (uploadId: string) => sql`hashtextextended(${`frame-upload ${uploadId}`}, 0)`;

/**
 * Works on an upload as the only one in any process. The lock is a transaction's on a connection of its own, so it goes
 * with the process, however that ends; the work itself uses `db` as always.
 *
 * @returns false, with nothing done, if somebody works on it already
 */
export async function holdUpload(
  db: Database,
  uploadId: string,
  work: () => Promise<void>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx.execute<{ got: boolean }>(
      sql`select pg_try_advisory_xact_lock(${key(uploadId)}) as got`,
    );
    if (!row?.got) return false;
    await work();
    return true;
  });
}

/** Whether any process works on an upload now. */
export async function isUploadHeld(db: Database, uploadId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx.execute<{ got: boolean }>(
      sql`select pg_try_advisory_xact_lock(${key(uploadId)}) as got`,
    );
    return !row?.got;
  });
}

/** Lets one import of a city's lists write at a time; the next waits for the end of this transaction. */
export async function lockFrame(tx: Database, cityId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`frame ${cityId}`}, 0))`);
}
