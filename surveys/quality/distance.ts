import type { Position, QualityUnit } from "./quality-unit.ts";

const EARTH_RADIUS_M = 6_371_008.8;
/** A community has its extent, a site is a corner. */
const FAR_M = { household: 1000, intercept: 300, online: Infinity } as const;

export interface DistanceEvidence {
  metres: number;
  /** How exactly the device knew where it was; null where it did not say. */
  accuracy: number | null;
}

/**
 * Great-circle distance in metres, on a sphere (at most 0.5 % off).
 *
 * Source: Sinnott (1984), Virtues of the haversine, Sky and Telescope 68, 159.
 */
export function haversine(a: Position, b: Position): number {
  const radians = Math.PI / 180;
  const half = (from: number, to: number) => Math.sin(((to - from) * radians) / 2) ** 2;
  const h =
    half(a.latitude, b.latitude) +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * half(a.longitude, b.longitude);
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * How far from its community's or site's point an interview was held, if that is over 1,000 or 300 metres even where the
 * device was off by as much as it said; null where no position was recorded.
 */
export function farAway({ mode, position, place }: QualityUnit): DistanceEvidence | null {
  if (!position || !place) return null;
  const metres = haversine(position, place);
  const accuracy = position.accuracy ?? null;
  return metres - (accuracy ?? 0) > FAR_M[mode] ? { metres, accuracy } : null;
}
