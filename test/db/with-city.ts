import { afterAll, beforeAll } from "vitest";
import { connect, type Connection, type Database } from "#db/client.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { makeTinyCity, type TinyCity } from "./tiny-city.ts";

/** Made before the first test of a file: to be read inside tests and hooks only. */
export interface WithDatabase {
  /** Where it is, for connections of a test's own. */
  readonly url: string;
  readonly db: Database;
}

/** A migrated, empty database for the tests of one file, gone after the last. */
export function withDatabase(): WithDatabase {
  let database: TestDatabase | undefined;
  let connection: Connection | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    connection = connect(database.url);
  });
  afterAll(async () => {
    await connection?.close();
    await database?.close();
  });
  return {
    get url() {
      return database!.url;
    },
    get db() {
      return connection!.db;
    },
  };
}

/** The same with a tiny city in it. */
export function withCity(): WithDatabase & { readonly city: TinyCity } {
  const held = withDatabase();
  let city: TinyCity | undefined;
  beforeAll(async () => {
    city = await makeTinyCity(held.db);
  });
  return {
    get url() {
      return held.url;
    },
    get db() {
      return held.db;
    },
    get city() {
      return city!;
    },
  };
}
