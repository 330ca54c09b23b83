import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { FrameKind, FrameRow } from "#surveys/frames/frame-kinds.ts";
import { rowKey } from "#surveys/frames/row-key.ts";
import type { Database } from "../client.ts";
import {
  communities,
  controlTotals,
  dwellingAddresses,
  dwellings,
  siteSlots,
  sites,
  slots,
  streets,
} from "../schema/index.ts";

/** A district's rows of a list as the list itself would hold them, by key. Dwellings are read by `readListedDwellings`. */
export async function readFrameRows(
  db: Database,
  cityId: string,
  districtId: string,
  kind: Exclude<FrameKind, "dwellings">,
): Promise<Map<string, FrameRow>> {
  const rows = await READERS[kind](db, and(eq(streets.cityId, cityId), eq(streets.districtId, districtId))!);
  return new Map(rows.map((row) => [rowKey(kind, row), row]));
}

type Where = NonNullable<ReturnType<typeof and>>;

const READERS: Record<
  Exclude<FrameKind, "dwellings">,
  (db: Database, where: Where) => Promise<FrameRow[]>
> = {
  streets: (db, where) =>
    db
      .select({ code: streets.code, nameZh: streets.nameZh, nameEn: streets.nameEn })
      .from(streets)
      .where(where),
  communities: (db, where) =>
    db
      .select({
        street: streets.code,
        code: communities.code,
        nameZh: communities.nameZh,
        nameEn: communities.nameEn,
        households: communities.dwellingCount,
        longitude: communities.longitude,
        latitude: communities.latitude,
      })
      .from(communities)
      .innerJoin(streets, and(eq(streets.cityId, communities.cityId), eq(streets.id, communities.streetId)))
      .where(where),
  sites: async (db, where) => {
    const rows = await db
      .select({
        street: streets.code,
        code: sites.code,
        kind: sites.kind,
        nameZh: sites.nameZh,
        nameEn: sites.nameEn,
        longitude: sites.longitude,
        latitude: sites.latitude,
        slot: slots.code,
        slotNameZh: slots.nameZh,
        slotNameEn: slots.nameEn,
        dayType: slots.dayType,
        startsAt: slots.startsAt,
        endsAt: slots.endsAt,
        footfall: siteSlots.footfall,
      })
      .from(siteSlots)
      .innerJoin(sites, and(eq(sites.cityId, siteSlots.cityId), eq(sites.id, siteSlots.siteId)))
      .innerJoin(slots, and(eq(slots.cityId, siteSlots.cityId), eq(slots.id, siteSlots.slotId)))
      .innerJoin(streets, and(eq(streets.cityId, sites.cityId), eq(streets.id, sites.streetId)))
      .where(where);
    return rows.map((row) => ({
      ...row,
      startsAt: row.startsAt.slice(0, 5),
      endsAt: row.endsAt.slice(0, 5),
    }));
  },
  population: (db, where) =>
    db
      .select({
        street: streets.code,
        ageBand: controlTotals.ageBand,
        sex: controlTotals.sex,
        asOf: controlTotals.asOf,
        persons: controlTotals.persons,
      })
      .from(controlTotals)
      .innerJoin(
        streets,
        and(eq(streets.cityId, controlTotals.cityId), eq(streets.id, controlTotals.streetId)),
      )
      .where(where),
  boundaries: async (db, where) => {
    const rows = await db
      .select({ street: streets.code, boundary: streets.boundary })
      .from(streets)
      .where(and(where, isNotNull(streets.boundary)));
    return rows.map(({ street, boundary }) => ({ street, boundary: boundaryText(boundary!) }));
  },
};

/** One way of writing a boundary, to compare two. */
export function boundaryText({ type, coordinates }: { type: string; coordinates: unknown }): string {
  return JSON.stringify({ type, coordinates });
}

/** Communities' worth of one query: some ten thousand rows, then others get their turn. */
const TOGETHER = 20;

/** The dwellings of some communities, by key; an address that was withheld or erased is null. */
export async function readListedDwellings(
  db: Database,
  cityId: string,
  codes: readonly string[],
): Promise<Map<string, FrameRow>> {
  const found = new Map<string, FrameRow>();
  for (let start = 0; start < codes.length; start += TOGETHER) {
    const rows: FrameRow[] = await db
      .select({
        community: communities.code,
        position: dwellings.position,
        address: dwellingAddresses.address,
      })
      .from(dwellings)
      .innerJoin(
        communities,
        and(eq(communities.cityId, dwellings.cityId), eq(communities.id, dwellings.communityId)),
      )
      .leftJoin(
        dwellingAddresses,
        and(eq(dwellingAddresses.cityId, dwellings.cityId), eq(dwellingAddresses.dwellingId, dwellings.id)),
      )
      .where(
        and(eq(dwellings.cityId, cityId), inArray(communities.code, codes.slice(start, start + TOGETHER))),
      )
      .orderBy(asc(dwellings.position));
    for (const row of rows) found.set(rowKey("dwellings", row), row);
  }
  return found;
}
