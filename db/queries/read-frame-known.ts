import { and, eq, inArray, ne } from "drizzle-orm";
import type { FrameKind } from "#surveys/frames/frame-kinds.ts";
import type { FrameKnown, KnownPlace } from "#surveys/frames/frame-known.ts";
import type { Database } from "../client.ts";
import { communities, districts, sites, slots, streets } from "../schema/index.ts";
import { readFrameRows } from "./read-frame-rows.ts";

/** What the check of a list has to know of the city; existing dwellings are too many and are read for the plan alone. */
export async function readFrameKnown(
  db: Database,
  cityId: string,
  districtId: string,
  kind: FrameKind,
): Promise<FrameKnown> {
  const [district] = await db
    .select({ code: districts.code })
    .from(districts)
    .where(and(eq(districts.cityId, cityId), eq(districts.id, districtId)));
  const streetRows = await readStreets(db, cityId);
  const here = streetRows.filter((street) => street.districtId === districtId);
  const otherStreets = codes(streetRows.filter((street) => street.districtId !== districtId));
  const communityRows =
    kind === "dwellings" || kind === "communities" ? await readCommunities(db, cityId, districtId) : null;
  const own: Partial<Record<FrameKind, ReadonlySet<string>>> = {
    streets: otherStreets,
    communities: communityRows?.elsewhere,
    sites: kind === "sites" ? await readSitesElsewhere(db, cityId, districtId) : undefined,
  };
  return {
    district: district?.code ?? "",
    streets: here,
    elsewhere: {
      own: own[kind] ?? new Set(),
      named: kind === "dwellings" ? communityRows!.elsewhere : otherStreets,
    },
    communities: communityRows?.here ?? [],
    slots: kind === "sites" ? await readSlots(db, cityId) : new Map(),
    existing: kind === "dwellings" ? new Map() : await readFrameRows(db, cityId, districtId, kind),
  };
}

const codes = (places: readonly { code: string }[]) => new Set(places.map(({ code }) => code));

function readStreets(db: Database, cityId: string): Promise<(KnownPlace & { districtId: string })[]> {
  return db
    .select({
      code: streets.code,
      nameZh: streets.nameZh,
      nameEn: streets.nameEn,
      districtId: streets.districtId,
    })
    .from(streets)
    .where(eq(streets.cityId, cityId));
}

async function readCommunities(db: Database, cityId: string, districtId: string) {
  const rows = await db
    .select({
      code: communities.code,
      nameZh: communities.nameZh,
      nameEn: communities.nameEn,
      districtId: streets.districtId,
    })
    .from(communities)
    .innerJoin(streets, and(eq(streets.cityId, communities.cityId), eq(streets.id, communities.streetId)))
    .where(eq(communities.cityId, cityId));
  return {
    here: rows.filter((row) => row.districtId === districtId),
    elsewhere: codes(rows.filter((row) => row.districtId !== districtId)),
  };
}

async function readSitesElsewhere(db: Database, cityId: string, districtId: string) {
  const rows = await db
    .select({ code: sites.code })
    .from(sites)
    .innerJoin(streets, and(eq(streets.cityId, sites.cityId), eq(streets.id, sites.streetId)))
    .where(and(eq(sites.cityId, cityId), ne(streets.districtId, districtId)));
  return codes(rows);
}

async function readSlots(db: Database, cityId: string): Promise<FrameKnown["slots"]> {
  const rows = await db.select().from(slots).where(eq(slots.cityId, cityId));
  return new Map(
    rows.map(({ code, dayType, startsAt, endsAt }) => [
      code,
      { dayType, startsAt: startsAt.slice(0, 5), endsAt: endsAt.slice(0, 5) },
    ]),
  );
}

/** Ids of a district's streets, by code. */
export async function readStreetIds(
  db: Database,
  cityId: string,
  districtId: string,
): Promise<Map<string, string>> {
  const rows = await db
    .select({ code: streets.code, id: streets.id })
    .from(streets)
    .where(and(eq(streets.cityId, cityId), eq(streets.districtId, districtId)));
  return new Map(rows.map(({ code, id }) => [code, id]));
}

/** Ids of communities, by code. */
export async function readCommunityIds(
  db: Database,
  cityId: string,
  wanted: readonly string[],
): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({ code: communities.code, id: communities.id })
    .from(communities)
    .where(and(eq(communities.cityId, cityId), inArray(communities.code, [...wanted])));
  return new Map(rows.map(({ code, id }) => [code, id]));
}
