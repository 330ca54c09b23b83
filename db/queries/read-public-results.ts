import { and, desc, eq } from "drizzle-orm";
import { readTitles, type Titles } from "#surveys/read-titles.ts";
import type { Database } from "../client.ts";
import {
  cities,
  districts,
  publicLinks,
  publishedEstimates,
  questionnaireVersions,
  waves,
} from "../schema/index.ts";
import { inOrder, readPublishedEstimates } from "./read-published.ts";

type AreaName = { nameZh: string; nameEn: string };

/** A published wave as the public finds it. */
export interface PublicWave {
  slug: string;
  city: AreaName & { id: string; timeZone: string };
  district: AreaName & { id: string };
  wave: AreaName & { id: string; startsOn: string; endsOn: string };
}

/**
 * Published waves with a public address, the latest first.
 *
 * @param of  only of this district
 */
export async function listPublicResults(
  db: Database,
  of: { cityId: string; districtId: string } | null = null,
): Promise<PublicWave[]> {
  const rows = await select(db).where(
    and(
      eq(waves.status, "published"),
      of ? and(eq(publicLinks.cityId, of.cityId), eq(waves.districtId, of.districtId)) : undefined,
    ),
  );
  // A wave may have more than one address; its first is enough.
  const seen = new Set<string>();
  return rows.filter(({ wave }) => !seen.has(wave.id) && seen.add(wave.id));
}

/** What stands published under a public address, with the questions as they were asked; null where nothing is. */
export async function readPublicResults(db: Database, slug: string) {
  const [found] = await select(db).where(and(eq(waves.status, "published"), eq(publicLinks.slug, slug)));
  if (!found) return null;
  const { city, wave } = found;
  const [published] = await db
    .select({
      id: publishedEstimates.id,
      inputs: publishedEstimates.inputs,
      publishedAt: publishedEstimates.publishedAt,
      corrects: publishedEstimates.corrects,
      definition: questionnaireVersions.definition,
    })
    .from(publishedEstimates)
    .innerJoin(questionnaireVersions, eq(questionnaireVersions.id, publishedEstimates.questionnaireVersionId))
    .where(and(eq(publishedEstimates.cityId, city.id), eq(publishedEstimates.waveId, wave.id)))
    .orderBy(desc(publishedEstimates.publishedAt), desc(publishedEstimates.id))
    .limit(1);
  if (!published) return null;
  const { id, inputs, publishedAt, corrects, definition } = published;
  const titles: Titles = readTitles(definition);
  const estimates = await readPublishedEstimates(db, city.id, id, "sheet");
  return {
    ...found,
    publishedAt,
    isCorrected: corrects !== null,
    inputs: inOrder(inputs),
    estimates,
    titles,
  };
}

function select(db: Database) {
  return db
    .select({
      slug: publicLinks.slug,
      city: { id: cities.id, nameZh: cities.nameZh, nameEn: cities.nameEn, timeZone: cities.timeZone },
      district: { id: districts.id, nameZh: districts.nameZh, nameEn: districts.nameEn },
      wave: {
        id: waves.id,
        nameZh: waves.nameZh,
        nameEn: waves.nameEn,
        startsOn: waves.startsOn,
        endsOn: waves.endsOn,
      },
    })
    .from(publicLinks)
    .innerJoin(cities, eq(cities.id, publicLinks.cityId))
    .innerJoin(waves, and(eq(waves.cityId, publicLinks.cityId), eq(waves.id, publicLinks.waveId)))
    .innerJoin(districts, and(eq(districts.cityId, waves.cityId), eq(districts.id, waves.districtId)))
    .orderBy(desc(waves.endsOn), publicLinks.slug)
    .$dynamic();
}
