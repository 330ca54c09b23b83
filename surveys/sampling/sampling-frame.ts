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
  dwellings: number;
}

export interface FrameSiteSlot {
  id: string;
  siteId: string;
  slotId: string;
  footfall: number;
}

/**
 * The frame in its one canonical order: streets, communities and site × slots by id, in code-point order.
 *
 * A database returns rows in any order; the draw and the frame's hash must not depend on it.
 *
 * @throws {DrawError} if an id occurs twice, or a size is not a whole number of at least 0
 */
export function canonicalFrame(frame: SamplingFrame): SamplingFrame {
  return {
    streets: sortedById(frame.streets, "street").map((street) => ({
      id: street.id,
      communities: sortedById(street.communities, "community").map(({ id, dwellings }) => ({
        id,
        dwellings: checkedSize(dwellings, id),
      })),
      siteSlots: sortedById(street.siteSlots, "site and slot").map(({ id, siteId, slotId, footfall }) => ({
        id,
        siteId,
        slotId,
        footfall: checkedSize(footfall, id),
      })),
    })),
  };
}

function sortedById<T extends { id: string }>(units: readonly T[], what: string): T[] {
  const sorted = [...units].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  sorted.forEach((unit, i) => {
    if (i > 0 && sorted[i - 1]?.id === unit.id) {
      throw new DrawError("duplicate-id", `the frame holds the ${what} ${unit.id} twice`, { id: unit.id });
    }
  });
  return sorted;
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
