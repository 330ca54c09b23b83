import { is, Placeholder, sql, type SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Database } from "./client.ts";

/** As the driver takes it: times as ISO 8601 text, JSON and arrays of numbers as text too. */
export type Value = string | number | boolean | Uint8Array | null;
export type Values = Readonly<Record<string, Value>>;

/** A value that comes with each run of a statement. */
export const given = (name: string) => sql.placeholder(name);

/**
 * A statement for what happens hundreds of times a second: its text is made once, and each connection plans it once.
 * Every value in it must be `given`.
 *
 * @returns a function that runs it and gives the rows as the driver does: times and dates are text
 */
export function prepared<Row>(query: SQL): (db: Database, values: Values) => Promise<Row[]> {
  const { sql: text, params } = new PgDialect().sqlToQuery(query);
  const names = params.map((param) => {
    if (!is(param, Placeholder)) throw new Error("a prepared statement takes every value by name");
    return String(param.name);
  });
  return async (db, values) => {
    const inOrder = names.map((name) => {
      const value = values[name];
      if (value === undefined) throw new Error(`a prepared statement was not given "${name}"`);
      return value;
    });
    // Drizzle sends a statement prepared when it has a name; which one makes no difference to the driver.
    const { session } = db as unknown as { session: Session };
    const statement = session.prepareQuery({ sql: text, params: inOrder }, undefined, "prepared", false);
    return (await statement.execute()) as Row[];
  };
}

interface Session {
  prepareQuery(
    query: { sql: string; params: Value[] },
    fields: undefined,
    name: string,
    isArray: boolean,
  ): { execute(): Promise<unknown> };
}
