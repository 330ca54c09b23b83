import { and, eq, inArray } from "drizzle-orm";
import type { SamplingFrame } from "#surveys/sampling/sampling-frame.ts";
import type { Database } from "../client.ts";
import { communities, dwellings, siteSlots, sites, slots, streets } from "../schema/index.ts";

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

/** The lists that a wave of this district is drawn from. */
export async function readSamplingFrame(
  db: Database,
  cityId: string,
  districtId: string,
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
      dwellings: communities.dwellingCount,
    })
    .from(communities)
    .where(and(eq(communities.cityId, cityId), inArray(communities.streetId, ids)));
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
  for (const { streetId, code, dwellings: count } of communityRows) {
    frameStreets.get(streetId)?.communities.push({ id: code, dwellings: count });
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

/** Ids of the dwellings of these communities by "community id/position". */
export async function readDwellingIds(
  db: Database,
  cityId: string,
  communityIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: dwellings.id, communityId: dwellings.communityId, position: dwellings.position })
    .from(dwellings)
    .where(and(eq(dwellings.cityId, cityId), inArray(dwellings.communityId, [...communityIds])));
  return new Map(rows.map(({ id, communityId, position }) => [`${communityId}/${position}`, id]));
}
