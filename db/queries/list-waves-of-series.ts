import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "../client.ts";
import { questionnaireVersions, waves } from "../schema/index.ts";

/** A wave of a district that has, or may have, figures. */
export type WaveOfSeries = Awaited<ReturnType<typeof listWavesOfSeries>>[number];

/** The waves of a district that are or were in the field, the earliest first. */
export function listWavesOfSeries(db: Database, cityId: string, districtId: string) {
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
    })
    .from(waves)
    .innerJoin(questionnaireVersions, eq(questionnaireVersions.id, waves.questionnaireVersionId))
    .where(
      and(
        eq(waves.cityId, cityId),
        eq(waves.districtId, districtId),
        inArray(waves.status, ["open", "closed", "published"]),
      ),
    )
    .orderBy(asc(waves.startsOn), asc(waves.code));
}
