import { chmodSync, chownSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { operatorText } from "../operator-text.ts";
import { StartError } from "../start-error.ts";
import { freePort } from "./free-port.ts";
import type { Account } from "./postgres-account.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { runProgram } from "./run-program.ts";

/** One PostgreSQL instance's files, and who runs it. */
export interface Cluster {
  binaries: PostgresBinaries;
  account: Account | null;
  /** PGDATA. */
  directory: string;
  logFile: string;
  /** Settings beyond the ones that every instance of ours has. */
  settings?: Record<string, string>;
}

export const SUPERUSER = "wenjie";
const PATIENCE = 10_000;

/** Gives a file or directory to the account that runs PostgreSQL. */
export function giveTo(path: string, account: Account | null, mode: number): void {
  if (account) chownSync(path, account.uid, account.gid);
  if (process.platform !== "win32") chmodSync(path, mode);
}

/**
 * Makes an empty instance: UTF-8 whatever the machine's locale is, passwords by SCRAM.
 *
 * @throws {StartError} with what initdb said
 */
export async function initialiseCluster(cluster: Cluster, password: string): Promise<void> {
  const passwordFile = `${cluster.directory}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    giveTo(passwordFile, cluster.account, 0o600);
    const run = await runProgram(
      cluster.binaries.initdb,
      [
        `--pgdata=${cluster.directory}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        ...(cluster.settings?.fsync === "off" ? ["--no-sync"] : []),
      ],
      { account: cluster.account },
    );
    if (run.exitCode !== 0) {
      throw new StartError(
        operatorText("initdb-failed", {
          directory: cluster.directory,
          reason: run.failure?.message ?? run.output.trim(),
        }),
      );
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Pid and port in postmaster.pid; null if there is no such file. The process may be long gone. */
export function readPostmaster(cluster: Pick<Cluster, "directory">): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(cluster.directory, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return null;
  }
}

function logTail(cluster: Cluster): string {
  if (!existsSync(cluster.logFile)) return "";
  return readFileSync(cluster.logFile, "utf8").trimEnd().split("\n").slice(-5).join("\n");
}

/**
 * Starts PostgreSQL on 127.0.0.1, on a free port unless one is named, and waits until it answers.
 *
 * For about a second after both processes were killed, PostgreSQL finds its old lock file still held:
 * tried again for ten seconds. The file is never deleted from outside.
 *
 * @returns the port
 * @throws {StartError} with the end of PostgreSQL's log
 */
export async function startCluster(cluster: Cluster, wanted: { port?: number } = {}): Promise<number> {
  const until = Date.now() + PATIENCE;
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    ...cluster.settings,
  };
  for (;;) {
    const port = wanted.port ?? (await freePort());
    const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    const run = await runProgram(
      cluster.binaries.pgCtl,
      [
        "start",
        "-w",
        "-t",
        "60",
        "-D",
        cluster.directory,
        "-l",
        cluster.logFile,
        "-o",
        `-p ${port} ${options.join(" ")}`,
      ],
      { account: cluster.account, quiet: true },
    );
    if (run.exitCode === 0) return port;
    if (Date.now() > until) {
      throw new StartError(
        operatorText("postgres-start-failed", {
          log: cluster.logFile,
          reason: run.failure?.message ?? logTail(cluster),
        }),
      );
    }
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** Stops PostgreSQL: open transactions are rolled back, what was committed is on disk. True if it is stopped. */
export async function stopCluster(cluster: Cluster): Promise<boolean> {
  if (!readPostmaster(cluster)) return true;
  const run = await runProgram(
    cluster.binaries.pgCtl,
    ["stop", "-m", "fast", "-w", "-t", "60", "-D", cluster.directory],
    { account: cluster.account },
  );
  return run.exitCode === 0 || !readPostmaster(cluster);
}
