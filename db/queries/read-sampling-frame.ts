import { and, asc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import type { SamplingFrame } from "#surveys/sampling/sampling-frame.ts";
import type { Database } from "../client.ts";
import { communities, drawnUnits, dwellings, siteSlots, sites, slots, streets } from "../schema/index.ts";

/** A dwelling is not drawn again within so many days of its release. */
export const FRESH_AFTER_DAYS = 365;

/** The frame with codes for ids, so that a draw is the same wherever the same lists were imported, and the way back to ids. */
export interface CodedFrame {
  frame: SamplingFrame;
  streetIds: ReadonlyMap<string, string>;
  communityIds: ReadonlyMap<string, string>;
  /** By "site code-slot code". */
  siteSlots: ReadonlyMap<string, FrameSession>;
}

export interface FrameSession {
  id: string;
  dayType: "weekday" | "weekend";
  startsAt: string;
}

/**
 * The lists that a wave of this district is drawn from: communities with their size, what is listed of them now, and
 * the places of the dwellings that were released within the last year.
 */
export async function readSamplingFrame(
  db: Database,
  cityId: string,
  districtId: string,
  now: Date,
): Promise<CodedFrame> {
  const streetRows = await db
    .select({ id: streets.id, code: streets.code })
    .from(streets)
    .where(and(eq(streets.cityId, cityId), eq(streets.districtId, districtId)));
  const ids = streetRows.map(({ id }) => id);
  const communityRows = await db
    .select({
      id: communities.id,
      code: communities.code,
      streetId: communities.streetId,
      size: communities.dwellingCount,
      dwellings: sql<number>`count(${dwellings.id})::int`,
    })
    .from(communities)
    .leftJoin(
      dwellings,
      and(eq(dwellings.cityId, communities.cityId), eq(dwellings.communityId, communities.id)),
    )
    .where(and(eq(communities.cityId, cityId), inArray(communities.streetId, ids)))
    .groupBy(communities.cityId, communities.id, communities.code, communities.streetId);
  const recent = await readRecentPlaces(db, cityId, now);
  const sessionRows = await db
    .select({
      id: siteSlots.id,
      streetId: sites.streetId,
      siteCode: sites.code,
      slotCode: slots.code,
      footfall: siteSlots.footfall,
      dayType: slots.dayType,
      startsAt: slots.startsAt,
    })
    .from(siteSlots)
    .innerJoin(sites, and(eq(sites.cityId, siteSlots.cityId), eq(sites.id, siteSlots.siteId)))
    .innerJoin(slots, and(eq(slots.cityId, siteSlots.cityId), eq(slots.id, siteSlots.slotId)))
    .where(and(eq(siteSlots.cityId, cityId), inArray(sites.streetId, ids)));

  const frameStreets = new Map(
    streetRows.map(({ id, code }) => [
      id,
      { id: code, communities: [], siteSlots: [] } as SamplingFrame["streets"][number],
    ]),
  );
  for (const { id, streetId, code, size, dwellings: listed } of communityRows) {
    const community = { id: code, dwellings: listed, size, recent: recent.get(id) ?? [] };
    frameStreets.get(streetId)?.communities.push(community);
  }
  for (const { streetId, siteCode, slotCode, footfall } of sessionRows) {
    const id = `${siteCode}-${slotCode}`;
    frameStreets.get(streetId)?.siteSlots.push({ id, siteId: siteCode, slotId: slotCode, footfall });
  }
  return {
    frame: { streets: [...frameStreets.values()] },
    streetIds: new Map(streetRows.map(({ code, id }) => [code, id])),
    communityIds: new Map(communityRows.map(({ code, id }) => [code, id])),
    siteSlots: new Map(sessionRows.map((row) => [`${row.siteCode}-${row.slotCode}`, row])),
  };
}

/** 1-based places in their community's listing of the dwellings released within the last year, by community id. */
async function readRecentPlaces(db: Database, cityId: string, now: Date): Promise<Map<string, number[]>> {
  const since = new Date(now.getTime() - FRESH_AFTER_DAYS * 86_400_000);
  const rows = await db
    .select({ communityId: drawnUnits.communityId, dwellingId: drawnUnits.dwellingId })
    .from(drawnUnits)
    .where(
      and(
        eq(drawnUnits.cityId, cityId),
        isNotNull(drawnUnits.dwellingId),
        isNotNull(drawnUnits.communityId),
        gt(drawnUnits.releasedAt, since),
      ),
    );
  const asked = new Set(rows.map(({ dwellingId }) => dwellingId));
  const listings = await readListings(db, cityId, [
    ...new Set(rows.flatMap(({ communityId }) => (communityId === null ? [] : [communityId]))),
  ]);
  return new Map(
    [...listings].map(([communityId, listing]) => [
      communityId,
      listing.flatMap((dwellingId, i) => (asked.has(dwellingId) ? [i + 1] : [])),
    ]),
  );
}

/** Ids of the dwellings of these communities, in the order of their listing. */
export async function readListings(
  db: Database,
  cityId: string,
  communityIds: readonly string[],
): Promise<Map<string, string[]>> {
  const listings = new Map(communityIds.map((id): [string, string[]] => [id, []]));
  if (communityIds.length === 0) return listings;
  const rows = await db
    .select({ id: dwellings.id, communityId: dwellings.communityId })
    .from(dwellings)
    .where(and(eq(dwellings.cityId, cityId), inArray(dwellings.communityId, [...communityIds])))
    .orderBy(asc(dwellings.communityId), asc(dwellings.position));
  for (const { id, communityId } of rows) listings.get(communityId)?.push(id);
  return listings;
}
