import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";

/** Whether a process with this id lives. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A lock file is stale when its process is gone, or after five minutes (ids come round again, in containers at once). */
function isStale(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    const age = Date.now() - statSync(file).mtimeMs;
    if (!pid) return age > 5000;
    return pid === process.pid || !isAlive(pid) || age > 5 * 60_000;
  } catch {
    return false;
  }
}

/**
 * Lets one process at a time make, stop or start the instance in a data directory. Until PostgreSQL runs,
 * it cannot hold a lock for us.
 *
 * @throws if the directory cannot be written
 */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      const handle = openSync(file, "wx", 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (isStale(file)) rmSync(file, { force: true });
      else await new Promise((done) => setTimeout(done, 200));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
