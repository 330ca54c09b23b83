import postgres from "postgres";

/** Quotes an identifier. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The same server, another database. */
export function onDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.href;
}

async function atServer<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, fetch_types: false, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/**
 * Makes the database `name` unless it is there, optionally as a copy of another that nobody uses.
 *
 * @param url  any other database of the same server
 */
export async function createDatabaseIfAbsent(url: string, name: string, template?: string): Promise<void> {
  await atServer(url, async (sql) => {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (found) return;
    await sql.unsafe(`create database ${quoted(name)}${template ? ` template ${quoted(template)}` : ""}`);
  });
}

/** Removes the database `name` and ends the sessions that use it. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await atServer(url, (sql) => sql.unsafe(`drop database if exists ${quoted(name)} with (force)`));
}
