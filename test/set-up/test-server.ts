import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createDatabaseIfAbsent, onDatabase } from "#db/create-database.ts";
import { migrate } from "#db/migrate.ts";
import {
  type Cluster,
  giveTo,
  initialiseCluster,
  startCluster,
  stopCluster,
  SUPERUSER,
} from "#app/server/database/cluster.ts";
import { postgresAccount } from "#app/server/database/postgres-account.ts";
import { findPostgresBinaries } from "#app/server/database/postgres-binaries.ts";
import { makeReachableDirectory } from "#app/server/database/reachable-directory.ts";
import { isAlive } from "#app/server/database/start-lock.ts";

export const TEMPLATE = "template_wenjie";
const PREFIX = "wenjie-test-";
const PASSWORD = "test";

/** Data that may go: nothing is flushed, which makes a test file about twice as fast. */
const SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };

/** Stops and removes what killed runs left behind. */
async function clearLeftovers(
  parent: string,
  cluster: Omit<Cluster, "directory" | "logFile">,
): Promise<void> {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split("-")[0]);
    if (!pid || isAlive(pid)) continue;
    await stopCluster({ ...cluster, directory: join(parent, name, "postgres"), logFile: "" });
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** One PostgreSQL for a whole test run, with a migrated database to copy. */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const account = postgresAccount();
  const binaries = await findPostgresBinaries(account);
  const directory = await makeReachableDirectory(`${PREFIX}${process.pid}-`, account);
  await clearLeftovers(dirname(directory), { binaries, account });
  const cluster: Cluster = {
    binaries,
    account,
    directory: join(directory, "postgres"),
    logFile: join(directory, "postgres.log"),
    settings: SETTINGS,
  };
  const stop = async () => {
    await stopCluster(cluster);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await initialiseCluster(cluster, PASSWORD);
    writeFileSync(cluster.logFile, "");
    giveTo(cluster.logFile, account, 0o600);
    const port = await startCluster(cluster);
    const url = `postgres://${SUPERUSER}:${PASSWORD}@127.0.0.1:${port}/postgres`;
    await createDatabaseIfAbsent(url, TEMPLATE);
    await migrate(onDatabase(url, TEMPLATE));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
