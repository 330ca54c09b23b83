import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { operatorText } from "../operator-text.ts";
import { StartError } from "../start-error.ts";
import type { Account } from "./postgres-account.ts";
import { canEnter, closedDirectory } from "./reachable-directory.ts";

function firstExisting(directory: string): string {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(at) || dirname(at) === at) return at;
  }
}

/** Level by level: mkdir's own recursion never returns where the kernel says "no such file", as in /proc. */
function makeDirectory(directory: string, mode: number): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory), 0o755);
  mkdirSync(directory, { mode });
}

/**
 * Makes the data directory where it is absent, and checks that this process can write it and that
 * PostgreSQL's account can reach it.
 *
 * @throws {StartError} saying what is in the way and which directory to choose
 */
export async function prepareDataDirectory(directory: string, account: Account | null): Promise<void> {
  const nearest = existsSync(directory) ? dirname(directory) : firstExisting(directory);
  // A file in the way is not a closed directory: making the directory says so below.
  if (account && statSync(nearest).isDirectory()) {
    const closed = await closedDirectory(nearest, account);
    if (closed)
      throw new StartError(operatorText("data-unreachable", { user: account.name, directory, closed }));
  }
  try {
    makeDirectory(directory, account ? 0o711 : 0o700);
    const probe = join(directory, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new StartError(operatorText("data-not-writable", { directory, reason: (error as Error).message }));
  }
  // A directory that root made under a strict umask: let PostgreSQL pass through it, not list it.
  if (account && !(await canEnter(directory, account))) chmodSync(directory, 0o711);
}

/**
 * Checks that what is there belongs to the account that will use it: another user's files cannot be opened.
 *
 * @throws {StartError}
 */
export function checkOwner(path: string, account: Account | null): void {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status || process.platform === "win32") return;
  const expected = account?.uid ?? process.getuid?.();
  if (status.uid !== expected) throw new StartError(operatorText("data-of-another-user", { path }));
}
