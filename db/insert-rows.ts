import { getTableColumns, getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./client.ts";

/** One statement's worth: a few MB of JSON. */
const CHUNK = 5000;

/**
 * Inserts many rows, about ten times as fast as a statement with one parameter a value.
 *
 * A chunk of rows travels as one JSON text that the database unfolds. Only columns that the first row names are
 * set, so every row must have the same keys.
 */
export async function insertRows<T extends PgTable>(
  db: Database,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const named = Object.entries(getTableColumns(table)).filter(([key]) => key in first);
  const columns = sql.join(
    named.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const name = sql.identifier(getTableName(table));
  for (let start = 0; start < rows.length; start += CHUNK) {
    const json = JSON.stringify(
      rows
        .slice(start, start + CHUNK)
        .map((row) =>
          Object.fromEntries(
            named.map(([key, column]) => [column.name, asText(row[key as keyof typeof row])]),
          ),
        ),
    );
    await db.execute(
      sql`insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name}, ${json}::text::json)`,
    );
  }
}

/** Bytes as PostgreSQL writes them; the rest is JSON already. */
function asText(value: unknown): unknown {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : value;
}
