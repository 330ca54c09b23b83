import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { listPublicResults } from "./read-public-results.ts";
import {
  cities,
  districts,
  publicLinks,
  questionnaireVersions,
  streets,
  waves,
  type WaveStatus,
} from "../schema/index.ts";

export interface PublicLink {
  city: { id: string; nameZh: string; nameEn: string; timeZone: string };
  district: { nameZh: string; nameEn: string };
  wave: {
    id: string;
    nameZh: string;
    nameEn: string;
    status: WaveStatus;
    startsOn: string;
    endsOn: string;
    questionnaireVersionId: string;
  };
  definition: Record<string, unknown>;
  /** Of the district: the choices for where one lives. */
  streets: { code: string; nameZh: string; nameEn: string }[];
  /** Public address of the latest results of the district; null where none are published. */
  results: string | null;
}

/** What a citizen's page needs, found by the public address alone. Null where there is no such address. */
export async function readPublicLink(db: Database, slug: string): Promise<PublicLink | null> {
  const [row] = await db
    .select({
      city: {
        id: cities.id,
        nameZh: cities.nameZh,
        nameEn: cities.nameEn,
        timeZone: cities.timeZone,
      },
      districtId: districts.id,
      district: { nameZh: districts.nameZh, nameEn: districts.nameEn },
      wave: {
        id: waves.id,
        nameZh: waves.nameZh,
        nameEn: waves.nameEn,
        status: waves.status,
        startsOn: waves.startsOn,
        endsOn: waves.endsOn,
        questionnaireVersionId: waves.questionnaireVersionId,
      },
      definition: questionnaireVersions.definition,
    })
    .from(publicLinks)
    .innerJoin(cities, eq(cities.id, publicLinks.cityId))
    .innerJoin(waves, and(eq(waves.cityId, publicLinks.cityId), eq(waves.id, publicLinks.waveId)))
    .innerJoin(districts, and(eq(districts.cityId, waves.cityId), eq(districts.id, waves.districtId)))
    .innerJoin(questionnaireVersions, eq(questionnaireVersions.id, waves.questionnaireVersionId))
    .where(and(eq(publicLinks.slug, slug), eq(publicLinks.active, true)))
    .limit(1);
  if (!row) return null;
  const { districtId, ...link } = row;
  const choices = await db
    .select({ code: streets.code, nameZh: streets.nameZh, nameEn: streets.nameEn })
    .from(streets)
    .where(and(eq(streets.cityId, row.city.id), eq(streets.districtId, districtId)))
    .orderBy(asc(streets.code));
  const [latest] = await listPublicResults(db, { cityId: row.city.id, districtId });
  return { ...link, streets: choices, results: latest?.slug ?? null };
}
