import { getTableColumns, getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./client.ts";

const CHUNK = 5000;

/**
 * Updates many rows of a city, each found by some of its own columns; rows that are not there are passed over.
 *
 * A chunk of rows travels as one JSON text that the database unfolds. Every row must have the same keys.
 */
export async function updateRows<T extends PgTable>(
  db: Database,
  table: T,
  cityId: string,
  by: readonly (keyof T["$inferInsert"] & string)[],
  rows: readonly Partial<T["$inferInsert"]>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = getTableColumns(table);
  const named = Object.entries(columns).filter(([key]) => key in first);
  const name = sql.identifier(getTableName(table));
  const place = (key: string) => sql.identifier(columns[key]!.name);
  const sets = named
    .filter(([key]) => !by.includes(key as (typeof by)[number]))
    .map(([key]) => sql`${place(key)} = r.${place(key)}`);
  const found = by.map((key) => sql`t.${place(key)} = r.${place(key)}`);
  for (let start = 0; start < rows.length; start += CHUNK) {
    const json = JSON.stringify(
      rows
        .slice(start, start + CHUNK)
        .map((row) =>
          Object.fromEntries(named.map(([key, column]) => [column.name, row[key as keyof typeof row]])),
        ),
    );
    await db.execute(
      sql`update ${name} t set ${sql.join(sets, sql`, `)}
        from json_populate_recordset(null::${name}, ${json}::text::json) r
        where t.city_id = ${cityId} and ${sql.join(found, sql` and `)}`,
    );
  }
}
