import { and, eq, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { cases, questionnaireVersions, records, responses, streets, users, waves } from "../schema/index.ts";

/** One interview as it was answered, with the questionnaire that it was answered on. No address, no name of a respondent. */
export async function readInterview(db: Database, cityId: string, waveId: string, responseId: string) {
  if (!isUuid(responseId)) return null;
  const [row] = await db
    .select({
      id: responses.id,
      mode: responses.mode,
      outcome: responses.outcome,
      live: responses.live,
      standing: responses.standing,
      caseId: responses.caseId,
      /** Online: where the respondent says they live. */
      streetId: sql<string | null>`coalesce(${cases.streetId}, ${streets.id})`,
      volunteerId: responses.userId,
      language: responses.language,
      startedAt: responses.startedAt,
      completedAt: responses.completedAt,
      receivedAt: records.receivedAt,
      volunteer: users.name,
      answers: responses.answers,
      codes: responses.answerCodes,
      ageYears: responses.ageYears,
      sex: responses.sex,
      paradata: responses.paradata,
      ownShare: responses.ownShareSheet,
      definition: questionnaireVersions.definition,
      waveStatus: waves.status,
    })
    .from(responses)
    .innerJoin(records, and(eq(records.cityId, responses.cityId), eq(records.id, responses.id)))
    .innerJoin(waves, and(eq(waves.cityId, responses.cityId), eq(waves.id, responses.waveId)))
    .innerJoin(questionnaireVersions, eq(questionnaireVersions.id, responses.questionnaireVersionId))
    .leftJoin(cases, and(eq(cases.cityId, responses.cityId), eq(cases.id, responses.caseId)))
    .leftJoin(
      streets,
      and(
        eq(streets.cityId, responses.cityId),
        eq(streets.code, responses.residence),
        eq(responses.mode, "online"),
      ),
    )
    .leftJoin(users, and(eq(users.cityId, responses.cityId), eq(users.id, responses.userId)))
    .where(and(eq(responses.cityId, cityId), eq(responses.waveId, waveId), eq(responses.id, responseId)));
  return row && row.outcome !== "ineligible" ? { ...row, outcome: row.outcome } : null;
}
