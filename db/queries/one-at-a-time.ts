import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";

/**
 * Does a long piece of work that two processes must not do at once: the second waits for the first.
 *
 * The lock is a transaction's, which stays open meanwhile on a connection of its own; it goes with the process,
 * however that ends. The work itself uses `db` as always and commits as it likes.
 */
export function oneAtATime<T>(db: Database, task: string, work: () => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${task}, 0))`);
    return work();
  });
}
