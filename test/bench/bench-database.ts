import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
import { createDatabaseIfAbsent, onDatabase } from "#db/create-database.ts";
import { migrate } from "#db/migrate.ts";

/** A PostgreSQL of its own with the settings that the application uses: every commit is flushed. */
export async function startBenchDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const account = postgresAccount();
  const directory = await makeReachableDirectory(`wenjie-bench-${process.pid}-`, account);
  const cluster: Cluster = {
    binaries: await findPostgresBinaries(account),
    account,
    directory: join(directory, "postgres"),
    logFile: join(directory, "postgres.log"),
  };
  const stop = async () => {
    await stopCluster(cluster);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await initialiseCluster(cluster, "bench");
    writeFileSync(cluster.logFile, "");
    giveTo(cluster.logFile, account, 0o600);
    const port = await startCluster(cluster);
    const server = `postgres://${SUPERUSER}:bench@127.0.0.1:${port}/postgres`;
    const url = onDatabase(server, "bench");
    await createDatabaseIfAbsent(server, "bench");
    await migrate(url);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
