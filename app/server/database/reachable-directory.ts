import { accessSync, chmodSync, chownSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Account } from "./postgres-account.ts";
import { runProgram } from "./run-program.ts";

/** Whether `account` can enter `directory`, which exists. */
export async function canEnter(directory: string, account: Account | null): Promise<boolean> {
  if (!account) {
    try {
      accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  // The kernel answers better than arithmetic on modes: access lists and mounts count too.
  const probe = await runProgram("/bin/sh", ["-c", 'cd "$1"', "sh", directory], { account });
  return probe.exitCode === 0;
}

/** The outermost directory on the way to `directory` that `account` cannot enter; null if it can enter all. */
export async function closedDirectory(directory: string, account: Account): Promise<string | null> {
  if (await canEnter(directory, account)) return null;
  const parent = dirname(directory);
  return (parent === directory ? null : await closedDirectory(parent, account)) ?? directory;
}

/**
 * Makes an empty private directory that belongs to `account` and that it can reach, for data that may go.
 *
 * @throws {Error} if no such place is found
 */
export async function makeReachableDirectory(prefix: string, account: Account | null): Promise<string> {
  for (const parent of new Set([tmpdir(), "/tmp", "/var/tmp"])) {
    try {
      const made = mkdtempSync(join(parent, prefix));
      if (!account) return made;
      chownSync(made, account.uid, account.gid);
      chmodSync(made, 0o700);
      if (await canEnter(made, account)) return made;
      rmSync(made, { recursive: true });
    } catch {
      continue;
    }
  }
  throw new Error(`${account?.name ?? "PostgreSQL"} can reach none of the temporary directories`);
}
