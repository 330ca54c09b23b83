import { desc, eq, isNull, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { questionnaires, questionnaireVersions, scoringSheets } from "../schema/index.ts";

export interface QuestionnaireChoice {
  versionId: string;
  version: number;
  nameZh: string;
  nameEn: string;
  /** The version's latest. */
  scoringSheetId: string;
}

/** Versions that a wave of this city can ask, the latest of each questionnaire first; those without a sheet are left out. */
export async function listQuestionnaireVersions(
  db: Database,
  cityId: string,
): Promise<QuestionnaireChoice[]> {
  const rows = await db
    .select({
      versionId: questionnaireVersions.id,
      version: questionnaireVersions.version,
      nameZh: questionnaires.nameZh,
      nameEn: questionnaires.nameEn,
      scoringSheetId: scoringSheets.id,
    })
    .from(questionnaireVersions)
    .innerJoin(questionnaires, eq(questionnaires.id, questionnaireVersions.questionnaireId))
    .innerJoin(scoringSheets, eq(scoringSheets.questionnaireVersionId, questionnaireVersions.id))
    .where(or(isNull(questionnaires.ownerCityId), eq(questionnaires.ownerCityId, cityId)))
    .orderBy(questionnaires.code, desc(questionnaireVersions.version), desc(scoringSheets.version));
  return rows.filter((row, i) => row.versionId !== rows[i - 1]?.versionId);
}
