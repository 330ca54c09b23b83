import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Database } from "./client.ts";

/**
 * Runs a statement that each connection parses and plans only once: for the few that come hundreds of times a second.
 * Its text must not vary with its values, or every variant stays in the server's memory.
 *
 * @returns the rows as the driver gives them: times and dates are text
 */
export async function executePrepared<Row>(db: Database, query: SQL): Promise<Row[]> {
  // Only a statement built by hand can be sent unprepared or prepared at will; the name itself is not used.
  const { dialect, session } = db as unknown as PgDatabase<PgQueryResultHKT> & Internals;
  const prepared = session.prepareQuery(dialect.sqlToQuery(query), undefined, "prepared", false);
  return (await prepared.execute()) as Row[];
}

interface Internals {
  dialect: { sqlToQuery(query: SQL): { sql: string; params: unknown[] } };
  session: {
    prepareQuery(
      query: { sql: string; params: unknown[] },
      fields: undefined,
      name: string,
      isArray: boolean,
    ): { execute(): Promise<unknown> };
  };
}
