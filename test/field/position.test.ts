import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { openStore } from "#app/field/open-store.ts";
import { allowPosition, followPosition, readsPosition, type Position } from "#app/field/position.ts";

const fix = (longitude: number) =>
  ({ coords: { longitude, latitude: 31.2, accuracy: 12 }, timestamp: 0 }) as GeolocationPosition;

test("is off until each volunteer says yes, on a shared tablet too", async () => {
  const store = await openStore("position");
  expect(await readsPosition(store, "one")).toBeUndefined();
  await allowPosition(store, "one", true);
  await allowPosition(store, "two", false);
  expect(await readsPosition(store, "one")).toBe(true);
  expect(await readsPosition(store, "two")).toBe(false);
});

test("tells of every fix until it is stopped", () => {
  let tell: PositionCallback = () => undefined;
  const clearWatch = vi.fn();
  const seen: Position[] = [];
  const watchPosition = (success: PositionCallback) => {
    tell = success;
    return 7;
  };
  const stop = followPosition({ watchPosition, clearWatch }, (position) => seen.push(position));
  tell(fix(121.4));
  stop();
  tell(fix(121.5));
  expect(seen).toEqual([
    { longitude: 121.4, latitude: 31.2, accuracyMetres: 12, at: "1970-01-01T00:00:00.000Z" },
  ]);
  expect(clearWatch).toHaveBeenCalledWith(7);
});

test("nothing happens where there is no position, it is refused, or the browser throws", () => {
  const onFix = vi.fn();
  followPosition(undefined, onFix)();
  const refuse = (_: PositionCallback, error?: PositionErrorCallback | null) => {
    error?.({ code: 1 } as GeolocationPositionError);
    return 1;
  };
  followPosition({ watchPosition: refuse, clearWatch: () => undefined }, onFix)();
  const broken = () => {
    throw new Error("not allowed here");
  };
  followPosition({ watchPosition: broken, clearWatch: () => undefined }, onFix)();
  expect(onFix).not.toHaveBeenCalled();
});
