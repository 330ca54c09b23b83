import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { takeApplicationLock, type ApplicationLock, type LockEvents } from "#db/application-lock.ts";
import { createDatabaseIfAbsent, onDatabase } from "#db/create-database.ts";
import { operatorText } from "../operator-text.ts";
import { StartError } from "../start-error.ts";
import {
  type Cluster,
  giveTo,
  initialiseCluster,
  readPostmaster,
  startCluster,
  stopCluster,
  SUPERUSER,
} from "./cluster.ts";
import { checkOwner, prepareDataDirectory } from "./data-directory.ts";
import { postgresAccount } from "./postgres-account.ts";
import { findPostgresBinaries } from "./postgres-binaries.ts";
import { readOrMakePassword } from "./secrets.ts";
import { startAgain } from "./start-again.ts";
import { isAlive, withStartLock } from "./start-lock.ts";

const DATABASE = "wenjie";
const LOG_LIMIT = 10 * 1024 * 1024;

export interface RunningDatabase {
  url: string;
  /** The first start on this data directory. */
  isNew: boolean;
  /** Gives the lock back and stops PostgreSQL. The application's own connections must be closed before. */
  stop(): Promise<void>;
}

export interface DatabaseEvents extends LockEvents {
  /** PostgreSQL had died and runs again. */
  onStartedAgain?: () => void;
  /** It died and cannot be started. */
  onDead?: (reason: string) => void;
}

const urlOf = (port: number, password: string, database: string) =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

const lockName = () => `wenjie ${process.pid}`;

function refuse(dataDirectory: string, holder: string): never {
  const pid = holder.replace(/^wenjie /, "");
  throw new StartError(operatorText("already-running", { directory: dataDirectory, pid }));
}

/**
 * Looks at a PostgreSQL that was running before us. Somebody holds the lock: another application is at
 * work, and we leave. Nobody does: its application was killed, and it is stopped in good order.
 */
async function settlePredecessor(cluster: Cluster, password: string, dataDirectory: string): Promise<void> {
  const until = Date.now() + 10_000;
  for (let attempt = 0; ; attempt++) {
    const postmaster = readPostmaster(cluster);
    if (!postmaster || !isAlive(postmaster.pid)) return;
    try {
      const attemptedLock = await takeApplicationLock(urlOf(postmaster.port, password, DATABASE), lockName());
      if ("lock" in attemptedLock) {
        await attemptedLock.lock.release();
        await stopCluster(cluster);
        return;
      }
      // The session of a process that was killed this moment may live an instant longer.
      if (attempt >= 3) refuse(dataDirectory, attemptedLock.holder);
    } catch (error) {
      if (error instanceof StartError) throw error;
      const { code } = error as { code?: string };
      if (code === "3D000") {
        await stopCluster(cluster);
        return;
      }
      const mayPass = code === "57P03" || (code === "ECONNREFUSED" && attempt < 5);
      if (!mayPass || Date.now() > until) return;
    }
    await new Promise((done) => setTimeout(done, 300));
  }
}

/** initdb beside the final place, then renamed: an interrupted first start leaves no half instance behind. */
async function initialise(cluster: Cluster, password: string): Promise<void> {
  const unfinished = { ...cluster, directory: `${cluster.directory}.unfinished` };
  rmSync(unfinished.directory, { recursive: true, force: true });
  mkdirSync(unfinished.directory);
  giveTo(unfinished.directory, cluster.account, 0o700);
  await initialiseCluster(unfinished, password);
  renameSync(unfinished.directory, cluster.directory);
}

function openLog(cluster: Cluster): void {
  const { logFile } = cluster;
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT) renameSync(logFile, `${logFile}.old`);
  if (!existsSync(logFile)) writeFileSync(logFile, "", { mode: 0o600 });
  giveTo(logFile, cluster.account, 0o600);
}

/** The lock's events, with PostgreSQL started again when it is gone with the lock; `end` waits for that and ends it. */
function keepRunning(cluster: Cluster, port: number, startLock: string, events: DatabaseEvents) {
  let isOver = false;
  let work: Promise<void> = Promise.resolve();
  const mend = async () => {
    try {
      if (await startAgain(cluster, port, startLock, () => isOver)) events.onStartedAgain?.();
    } catch (error) {
      events.onDead?.(error instanceof Error ? error.message : String(error));
    }
  };
  const guarded: LockEvents = {
    ...events,
    onLost: () => {
      events.onLost?.();
      isOver = false;
      work = mend();
    },
    onRegained: () => {
      isOver = true;
      events.onRegained?.();
    },
  };
  const end = () => {
    isOver = true;
    return work;
  };
  return { guarded, end };
}

/**
 * Starts the PostgreSQL that came with npm on the data in `dataDirectory`, making it on the first call.
 *
 * @throws {StartError} one sentence: the directory, the binaries, another application, or PostgreSQL's own words
 */
export async function startEmbeddedDatabase(
  dataDirectory: string,
  events: DatabaseEvents = {},
): Promise<RunningDatabase> {
  const account = postgresAccount();
  await prepareDataDirectory(dataDirectory, account);
  const cluster: Cluster = {
    binaries: await findPostgresBinaries(account),
    account,
    directory: join(dataDirectory, "postgres"),
    logFile: join(dataDirectory, "postgres.log"),
  };
  checkOwner(cluster.directory, account);
  const startLock = join(dataDirectory, "starting");
  return withStartLock(startLock, async () => {
    const isNew = !existsSync(cluster.directory);
    const password = readOrMakePassword(join(dataDirectory, "secrets.json"), { mayMake: isNew });
    if (isNew) await initialise(cluster, password);
    else await settlePredecessor(cluster, password, dataDirectory);
    openLog(cluster);
    const port = await startCluster(cluster);
    const { guarded, end } = keepRunning(cluster, port, startLock, events);
    let lock: ApplicationLock;
    const url = urlOf(port, password, DATABASE);
    try {
      await createDatabaseIfAbsent(onDatabase(url, "postgres"), DATABASE);
      const attempt = await takeApplicationLock(url, lockName(), guarded);
      if ("holder" in attempt) refuse(dataDirectory, attempt.holder);
      lock = attempt.lock;
    } catch (error) {
      if (!(error instanceof StartError)) await stopCluster(cluster);
      throw error;
    }
    const stop = async () => {
      await end();
      await lock.release();
      await stopCluster(cluster);
    };
    return { url, isNew, stop };
  });
}
