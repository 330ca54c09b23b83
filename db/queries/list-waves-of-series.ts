import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "../client.ts";
import { questionnaireVersions, scoringSheets, waves } from "../schema/index.ts";
import { publishedSheets, sheetInForce } from "./published-sheets.ts";

/** A wave of a district that has, or may have, figures. */
export type WaveOfSeries = Awaited<ReturnType<typeof listWavesOfSeries>>[number];

/** The waves of a district that are or were in the field, the earliest first; a published one with its published sheet. */
export function listWavesOfSeries(db: Database, cityId: string, districtId: string) {
  const published = publishedSheets(db, cityId);
  return db
    .select({
      id: waves.id,
      code: waves.code,
      nameZh: waves.nameZh,
      nameEn: waves.nameEn,
      status: waves.status,
      startsOn: waves.startsOn,
      endsOn: waves.endsOn,
      targetShare: waves.targetShare,
      questionnaireId: questionnaireVersions.questionnaireId,
      sheetId: waves.scoringSheetId,
      sheet: sheetInForce(published, scoringSheets),
    })
    .from(waves)
    .innerJoin(questionnaireVersions, eq(questionnaireVersions.id, waves.questionnaireVersionId))
    .innerJoin(scoringSheets, eq(scoringSheets.id, waves.scoringSheetId))
    .leftJoin(published, and(eq(published.cityId, waves.cityId), eq(published.waveId, waves.id)))
    .where(
      and(
        eq(waves.cityId, cityId),
        eq(waves.districtId, districtId),
        inArray(waves.status, ["open", "closed", "published"]),
      ),
    )
    .orderBy(asc(waves.startsOn), asc(waves.code));
}
