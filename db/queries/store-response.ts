import { sql, type SQL } from "drizzle-orm";
import type { RecordOf } from "#surveys/fieldwork/parse-record.ts";
import type { ParsedResponse } from "#surveys/parse-response.ts";
import type { Database } from "../client.ts";
import { jsonOf, momentOf } from "./store-record-gate.ts";
import { sessionRow } from "./store-session.ts";

/** Writes a submitted questionnaire with its codes and scores; of a citizen online nothing that names a person or device. */
export function responseRows(
  record: RecordOf<"responses">,
  parsed: ParsedResponse,
  userId: string | null,
): SQL[] {
  const { waveId, mode, caseId, sessionId, questionnaireVersionId, language, startedAt, completedAt } =
    record;
  const response = sql`response as (
    insert into responses (city_id, id, wave_id, mode, case_id, session_id, questionnaire_version_id, outcome, live,
      language, started_at, completed_at, user_id, device_id, sequence, answers, paradata, age_years, age_band, sex,
      residence, passes_per_week, comment, answer_codes, scores, own_share_sheet, own_share_other)
    select city_id, id, ${waveId}::uuid, ${mode}::text, ${caseId}::uuid, ${sessionId}::uuid,
      ${questionnaireVersionId}::uuid, ${parsed.outcome}::text, true, ${language}::text, ${momentOf(startedAt)},
      ${momentOf(completedAt)}, ${userId}::uuid, ${userId === null ? null : record.deviceId}::uuid,
      ${record.sequence}::int, ${jsonOf(parsed.answers)}, ${jsonOf(record.paradata)}, ${parsed.ageYears}::smallint,
      ${parsed.ageBand}::text, ${parsed.sex}::text, ${parsed.residence}::text, ${parsed.passesPerWeek}::float8,
      ${parsed.comment}::text, ${arrayOf(parsed.answerCodes)}::smallint[], ${arrayOf(parsed.scores)}::float8[],
      ${parsed.ownShareSheet}::float8, ${parsed.ownShareOther}::float8
    from stored
  )`;
  if (mode !== "intercept" || userId === null) return [response];
  return [sessionRow(record, userId, startedAt), response];
}

/** Thrown to undo a replacement that came too late. */
const CHANGED = new Error("the case has got another live response meanwhile");

/**
 * Takes a case's partial or ineligible response out of the count and stores a complete one in its place.
 *
 * @returns false, with nothing changed, when there is no such response any more or the new one cannot be stored
 */
export async function replaceLiveResponse(
  db: Database,
  { cityId, caseId }: RecordOf<"responses">,
  store: (db: Database) => Promise<boolean>,
): Promise<boolean> {
  try {
    await db.transaction(async (tx) => {
      const retired = await tx.execute(sql`
        update responses set live = false
        where city_id = ${cityId}::uuid and case_id = ${caseId}::uuid and mode = 'household' and live
          and outcome <> 'complete'
        returning id`);
      if (retired.length === 0 || !(await store(tx))) throw CHANGED;
    });
    return true;
  } catch (error) {
    if (error === CHANGED) return false;
    throw error;
  }
}

/** An array in PostgreSQL's own notation. */
const arrayOf = (values: readonly (number | null)[]) => `{${values.map((x) => x ?? "NULL").join(",")}}`;
