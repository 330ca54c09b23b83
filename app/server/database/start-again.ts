import { type Cluster, readPostmaster, startCluster } from "./cluster.ts";
import { isAlive, withStartLock } from "./start-lock.ts";

/** What is about to die may need a moment for it, and what restarts its own processes is left alone. */
const PATIENCE = 10_000;
const PAUSE = 300;

function isRunning(cluster: Cluster): boolean {
  const postmaster = readPostmaster(cluster);
  return postmaster !== null && isAlive(postmaster.pid);
}

/**
 * Starts a PostgreSQL that died under the running application (killed, out of memory) on the same port, so that whoever
 * was connected finds it where it was.
 *
 * @param isOver  true once nobody wants it any more, or it is back by itself
 * @returns       whether it was started here
 * @throws {StartError} with the end of PostgreSQL's log
 */
export async function startAgain(
  cluster: Cluster,
  port: number,
  startLock: string,
  isOver: () => boolean,
): Promise<boolean> {
  for (const until = Date.now() + PATIENCE; Date.now() < until;) {
    await new Promise((done) => setTimeout(done, PAUSE));
    if (isOver()) return false;
    if (isRunning(cluster)) continue;
    return withStartLock(startLock, async () => {
      // Another application may have been faster.
      if (isOver() || isRunning(cluster)) return false;
      await startCluster(cluster, { port });
      return true;
    });
  }
  return false;
}
