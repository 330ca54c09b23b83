import type { FieldStore } from "./open-store.ts";
import { readSetting, writeSetting } from "./settings.ts";

/** Where an interview was held, as `paradata.position`. */
export interface Position {
  longitude: number;
  latitude: number;
  accuracyMetres: number;
  at: string;
}

/** Whether this volunteer lets the place be stored; undefined: not asked yet. */
export async function readsPosition(store: FieldStore, userId: string): Promise<boolean | undefined> {
  return (await readSetting(store, "keepPosition"))?.[userId];
}

export async function allowPosition(store: FieldStore, userId: string, allowed: boolean): Promise<void> {
  await writeSetting(store, "keepPosition", {
    ...(await readSetting(store, "keepPosition")),
    [userId]: allowed,
  });
}

type Places = Pick<Geolocation, "watchPosition" | "clearWatch">;

/**
 * Listens to where the device is until it is stopped. Nobody waits for it: where it is refused, hangs or fails, there is
 * no position and that is all.
 */
export function followPosition(places: Places | undefined, onFix: (position: Position) => void): () => void {
  if (!places) return () => undefined;
  let stopped = false;
  try {
    const watch = places.watchPosition(
      ({ coords, timestamp }) => {
        if (stopped) return;
        onFix({
          longitude: coords.longitude,
          latitude: coords.latitude,
          accuracyMetres: coords.accuracy,
          at: new Date(timestamp).toISOString(),
        });
      },
      () => undefined,
      { enableHighAccuracy: true, maximumAge: 60_000 },
    );
    return () => {
      stopped = true;
      places.clearWatch(watch);
    };
  } catch {
    return () => undefined;
  }
}
