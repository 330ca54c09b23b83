import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { createDatabaseIfAbsent, dropDatabase, onDatabase } from "#db/create-database.ts";
import { TEMPLATE } from "./test-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export interface TestDatabase {
  url: string;
  /** Removes the database, whoever is still connected. */
  close(): Promise<void>;
}

async function create(template?: string): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await createDatabaseIfAbsent(server, name, template);
  return { url: onDatabase(server, name), close: () => dropDatabase(server, name) };
}

/** A migrated, empty database of its own, copied in a moment. For one test file: `beforeAll`, `afterAll`. */
export const createTestDatabase = () => create(TEMPLATE);

/** A database without any table. */
export const createBlankDatabase = () => create();
