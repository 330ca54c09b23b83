import type { LocalLevel } from "#analysis/trends/fit-local-level.ts";

/** Difference between the smoothed levels of two times. */
export interface LevelChange {
  estimate: number;
  se: number;
  /** Of the two levels. */
  covariance: number;
}

/**
 * How far the smoothed level moved between two of the series' times, errors of both and their covariance counted.
 *
 * @param from  place of the earlier time, from 0
 * @param to    place of the later time
 * @throws {RangeError} if a place is not one of the series'
 */
export function levelChange({ times, smoothed }: LocalLevel, from: number, to: number): LevelChange {
  const n = times.length;
  if (!(from in times && to in times)) throw new RangeError(`places run from 0 to ${n - 1}`);
  const { level, variance } = smoothed;
  const covariance = smoothed.covariance[from * n + to]!;
  return {
    estimate: level[to]! - level[from]!,
    se: Math.sqrt(Math.max(0, variance[to]! + variance[from]! - 2 * covariance)),
    covariance,
  };
}
