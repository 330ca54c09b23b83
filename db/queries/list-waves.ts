import { and, desc, eq, inArray, type SQL } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { districts, questionnaires, questionnaireVersions, waves } from "../schema/index.ts";

/** Waves of the city in the given districts, the latest first. */
export async function listWaves(db: Database, cityId: string, scope: "all" | readonly string[]) {
  if (scope !== "all" && scope.length === 0) return [];
  return selectWaves(db, cityId, scope === "all" ? undefined : inArray(waves.districtId, [...scope]));
}

/** One wave of the city, or null: also for an id that is none. */
export async function findWave(db: Database, cityId: string, waveId: string) {
  if (!isUuid(waveId)) return null;
  const [wave] = await selectWaves(db, cityId, eq(waves.id, waveId));
  return wave ?? null;
}

export type WaveSummary = Awaited<ReturnType<typeof selectWaves>>[number];

function selectWaves(db: Database, cityId: string, condition: SQL | undefined) {
  return db
    .select({
      id: waves.id,
      code: waves.code,
      nameZh: waves.nameZh,
      nameEn: waves.nameEn,
      status: waves.status,
      startsOn: waves.startsOn,
      endsOn: waves.endsOn,
      openedAt: waves.openedAt,
      closedAt: waves.closedAt,
      plan: waves.plan,
      targetShare: waves.targetShare,
      assessmentOn: waves.assessmentOn,
      district: { id: districts.id, nameZh: districts.nameZh, nameEn: districts.nameEn },
      questionnaire: {
        nameZh: questionnaires.nameZh,
        nameEn: questionnaires.nameEn,
        version: questionnaireVersions.version,
      },
    })
    .from(waves)
    .innerJoin(districts, and(eq(districts.cityId, waves.cityId), eq(districts.id, waves.districtId)))
    .innerJoin(questionnaireVersions, eq(questionnaireVersions.id, waves.questionnaireVersionId))
    .innerJoin(questionnaires, eq(questionnaires.id, questionnaireVersions.questionnaireId))
    .where(and(eq(waves.cityId, cityId), condition))
    .orderBy(desc(waves.startsOn), desc(waves.code));
}
