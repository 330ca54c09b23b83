import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { communities, siteSlots, sites, streets } from "../schema/index.ts";
import { type FrameStreet, readFrameOverview } from "./read-frame-overview.ts";

/** A street as a plan looks at it. */
export interface PlanningStreet extends FrameStreet {
  /** Households of its communities with any, in no order. */
  sizes: number[];
  /** Passages at its sites and slots. */
  footfall: number;
}

/** The district's streets by code, with what plans are worked out from. */
export async function readPlanningFrame(
  db: Database,
  cityId: string,
  districtId: string,
): Promise<PlanningStreet[]> {
  const here = and(eq(streets.cityId, cityId), eq(streets.districtId, districtId));
  const [overview, sizes, footfall] = await Promise.all([
    readFrameOverview(db, cityId, districtId),
    db
      .select({ streetId: communities.streetId, size: communities.dwellingCount })
      .from(communities)
      .innerJoin(streets, and(eq(streets.cityId, communities.cityId), eq(streets.id, communities.streetId)))
      .where(here),
    db
      .select({ streetId: sites.streetId, footfall: sql<number>`sum(${siteSlots.footfall})::int` })
      .from(sites)
      .innerJoin(siteSlots, and(eq(siteSlots.cityId, sites.cityId), eq(siteSlots.siteId, sites.id)))
      .innerJoin(streets, and(eq(streets.cityId, sites.cityId), eq(streets.id, sites.streetId)))
      .where(here)
      .groupBy(sites.cityId, sites.streetId),
  ]);
  const passages = new Map(footfall.map((row) => [row.streetId, row.footfall]));
  return overview.map((street) => ({
    ...street,
    sizes: sizes.flatMap(({ streetId, size }) => (streetId === street.id && size > 0 ? [size] : [])),
    footfall: passages.get(street.id) ?? 0,
  }));
}
