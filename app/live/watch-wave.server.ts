import { createHash } from "node:crypto";
import type { Database } from "#db/client.ts";
import { describeWeightingInputs } from "#db/queries/describe-weighting-inputs.ts";

/** Seconds between two looks at a wave, and so between two pieces of news about it. */
const EVERY_SECONDS = 3;

type Listener = (version: string) => void;

interface Watch {
  version: string | null;
  listeners: Set<Listener>;
  timer: NodeJS.Timeout;
}

const watches = new Map<string, Watch>();

/** How many waves are being looked at. */
export const watchedWaves = (): number => watches.size;

/**
 * Tells a listener which state a wave's answers are in, at once and whenever that changes. However many listen, the
 * database is asked once every few seconds, and not at all when nobody does.
 *
 * @returns what ends it
 */
export function watchWave(db: Database, cityId: string, waveId: string, listener: Listener): () => void {
  const key = `${cityId} ${waveId}`;
  const watch = watches.get(key) ?? begin(db, cityId, waveId, key);
  watch.listeners.add(listener);
  if (watch.version !== null) listener(watch.version);
  return () => {
    watch.listeners.delete(listener);
    if (watch.listeners.size > 0) return;
    clearInterval(watch.timer);
    if (watches.get(key) === watch) watches.delete(key);
  };
}

function begin(db: Database, cityId: string, waveId: string, key: string): Watch {
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      const inputs = await describeWeightingInputs(db, cityId, waveId);
      const version = createHash("sha256").update(String(inputs)).digest("hex").slice(0, 16);
      if (version !== watch.version) {
        watch.version = version;
        for (const each of watch.listeners) each(version);
      }
    } catch {
      // A database that is away is asked again; who listens hears nothing meanwhile.
    } finally {
      isLooking = false;
    }
  };
  const watch: Watch = {
    version: null,
    listeners: new Set(),
    timer: setInterval(() => void look(), EVERY_SECONDS * 1000),
  };
  watches.set(key, watch);
  void look();
  return watch;
}
