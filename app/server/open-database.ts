import { connect, type Connection } from "#db/client.ts";
import { databaseErrorCode, isDatabaseAway } from "#db/database-errors.ts";
import { migrate } from "#db/migrate.ts";
import { startEmbeddedDatabase } from "./database/embedded-database.ts";
import type { Environment } from "./environment.ts";
import { operatorText } from "./operator-text.ts";
import type { Shutdown } from "./shutdown.ts";
import { StartError } from "./start-error.ts";

function startEmbedded(environment: Environment, shutdown: Shutdown, onTaken: () => void): Promise<string> {
  const starting = startEmbeddedDatabase(environment.dataDirectory, {
    onLost: () => console.error(operatorText("lock-lost")),
    onStartedAgain: () => console.error(operatorText("postgres-started-again")),
    onDead: (reason) => console.error(reason),
    onRegained: () => console.error(operatorText("lock-regained")),
    onTaken: (holder) => {
      console.error(operatorText("lock-taken", { pid: holder }));
      onTaken();
    },
  });
  // Registered before it is there: a Ctrl-C meanwhile waits for it and stops it.
  shutdown.add(async () => (await starting).stop());
  return starting.then(({ url }) => url);
}

/**
 * The database that the environment names, started where it is ours, and up to date.
 *
 * @throws {StartError} one sentence
 */
export async function openDatabase(
  environment: Environment,
  shutdown: Shutdown,
  onTaken: () => void,
): Promise<Connection> {
  const url = environment.databaseUrl ?? (await startEmbedded(environment, shutdown, onTaken));
  try {
    await migrate(url);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const code = databaseErrorCode(error) ?? "";
    if (environment.databaseUrl && (isDatabaseAway(error) || /^(28|3D)/.test(code))) {
      throw new StartError(operatorText("database-server-away", { host: new URL(url).host, reason }));
    }
    throw new StartError(operatorText("migration-failed", { reason }));
  }
  const connection = connect(url);
  shutdown.add(() => connection.close());
  return connection;
}
