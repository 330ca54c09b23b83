import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { NUMBER_ARRAYS } from "./number-arrays.ts";

/** What queries take: the database itself or a transaction in it. */
export type Database = Pick<
  PostgresJsDatabase,
  | "select"
  | "selectDistinct"
  | "selectDistinctOn"
  | "insert"
  | "update"
  | "delete"
  | "execute"
  | "transaction"
>;

export interface Connection {
  db: Database;
  /** The driver itself, for advisory locks and bulk loading. */
  sql: postgres.Sql;
  close(): Promise<void>;
}

/** Opens a pool. It connects with the first query, so a database that is away fails there, not here. */
export function connect(url: string, options: { max?: number } = {}): Connection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 5,
    idle_timeout: 60,
    connection: { application_name: "wenjie", TimeZone: "UTC" },
    onnotice: () => undefined,
    // The driver asks for the array types behind our back, and a connection that ends just then ends the process.
    fetch_types: false,
    types: NUMBER_ARRAYS,
  });
  return { db: drizzle(sql), sql, close: () => sql.end({ timeout: 5 }) };
}
