import { DrawError } from "./draw-error.ts";

/** The lists that a wave is drawn from. Sizes are whole numbers: dwellings listed, passers-by a session. */
export interface SamplingFrame {
  streets: FrameStreet[];
}

export interface FrameStreet {
  id: string;
  communities: FrameCommunity[];
  siteSlots: FrameSiteSlot[];
}

export interface FrameCommunity {
  id: string;
  /** Dwellings in its listing as it is now; 0 before it is listed. */
  dwellings: number;
  /** Households as known, the measure of size that communities are drawn by; the listed dwellings unless given. */
  size?: number;
  /** 1-based positions in the listing of the dwellings asked within the last year, which are not drawn again. */
  recent?: readonly number[];
}

/** What a community is drawn in proportion to. */
export function measureOfSize({ size, dwellings }: FrameCommunity): number {
  return size ?? dwellings;
}

export interface FrameSiteSlot {
  id: string;
  siteId: string;
  slotId: string;
  footfall: number;
}

/**
 * The frame in its one canonical order: streets, communities and site × slots by id, in code-point order; every
 * field filled in.
 *
 * A database returns rows in any order; the draw and the frame's hash must not depend on it.
 *
 * @throws {DrawError} if an id occurs twice (in whatever streets), or a size is not a whole number of at least
 *   0
 */
export function canonicalFrame(frame: SamplingFrame): SamplingFrame {
  checkIds("street", frame.streets);
  checkIds(
    "community",
    frame.streets.flatMap((street) => street.communities),
  );
  checkIds(
    "site and slot",
    frame.streets.flatMap((street) => street.siteSlots),
  );
  return {
    streets: sortedById(frame.streets).map((street) => ({
      id: street.id,
      communities: sortedById(street.communities).map((community) => ({
        id: community.id,
        dwellings: checkedSize(community.dwellings, community.id),
        size: checkedSize(measureOfSize(community), community.id),
        recent: [...new Set(community.recent)].sort((a, b) => a - b),
      })),
      siteSlots: sortedById(street.siteSlots).map(({ id, siteId, slotId, footfall }) => ({
        id,
        siteId,
        slotId,
        footfall: checkedSize(footfall, id),
      })),
    })),
  };
}

function sortedById<T extends { id: string }>(units: readonly T[]): T[] {
  return [...units].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function checkIds(what: string, units: readonly { id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of units) {
    if (seen.has(id)) throw new DrawError("duplicate-id", `the frame holds the ${what} ${id} twice`, { id });
    seen.add(id);
  }
}

function checkedSize(size: number, id: string): number {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new DrawError("not-a-whole-number", `the size of ${id} must be a whole number, not ${size}`, {
      id,
      size,
    });
  }
  return size;
}
