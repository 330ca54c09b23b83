import { sql } from "drizzle-orm";
import type { RecordOf } from "#surveys/fieldwork/parse-record.ts";
import type { ParsedResponse } from "#surveys/parse-response.ts";
import type { Database } from "../client.ts";
import { given } from "../prepared.ts";
import { throughGate, type Envelope } from "./store-record-gate.ts";
import { sessionRow } from "./store-session.ts";

const responseRow = sql`response as (
  insert into responses (city_id, id, wave_id, mode, case_id, session_id, questionnaire_version_id, outcome, live,
    language, started_at, completed_at, user_id, device_id, sequence, answers, paradata, age_years, age_band, sex,
    residence, passes_per_week, comment, answer_codes, scores, own_share_sheet, own_share_other)
  select city_id, id, ${given("waveId")}::uuid, ${given("mode")}::text, ${given("caseId")}::uuid,
    ${given("sessionId")}::uuid, ${given("versionId")}::uuid, ${given("outcome")}::text,
    not exists (select 1 from corrections k where k.city_id = stored.city_id and k.corrects = stored.id
      and k.case_id = ${given("caseId")}::uuid),
    ${given("language")}::text, ${given("sessionAt")}::timestamptz, ${given("completedAt")}::timestamptz,
    ${given("userId")}::uuid, ${given("deviceId")}::uuid, ${given("sequence")}::int, ${given("answers")}::jsonb,
    ${given("paradata")}::jsonb, ${given("ageYears")}::smallint, ${given("ageBand")}::text, ${given("sex")}::text,
    ${given("residence")}::text, ${given("passesPerWeek")}::float8, ${given("comment")}::text,
    ${given("answerCodes")}::smallint[], ${given("scores")}::float8[], ${given("ownShareSheet")}::float8,
    ${given("ownShareOther")}::float8
  from stored
)`;

const photoRows = sql`photo as (
  insert into response_photos (city_id, response_id, id, place, taken_at, jpeg)
  select city_id, stored.id, p.id, p.place, p."takenAt", decode(p.data, 'base64')
  from stored, jsonb_to_recordset(${given("photos")}::jsonb)
    as p (id uuid, place smallint, "takenAt" timestamptz, data text)
)`;

const STORES = {
  household: throughGate("staff", [responseRow]),
  intercept: throughGate("staff", [sessionRow(), responseRow]),
  online: throughGate("citizen", [responseRow]),
};
/** Few interviews have photos; the others need not pay for them. */
const STORES_WITH_PHOTOS = {
  household: throughGate("staff", [responseRow, photoRows]),
  intercept: throughGate("staff", [sessionRow(), responseRow, photoRows]),
};

/** Stores a submitted questionnaire with its codes and scores; of a citizen online nothing that names a person or device. */
export function storeResponse(
  db: Database,
  record: RecordOf<"responses">,
  envelope: Envelope,
  parsed: ParsedResponse,
): Promise<boolean> {
  const { mode, sessionId, questionnaireVersionId: versionId, language, sequence } = record;
  const { outcome, ageYears, ageBand, sex, residence, passesPerWeek, comment } = parsed;
  const { ownShareSheet, ownShareOther } = parsed;
  const photos = record.photos ?? [];
  const store = photos.length > 0 && mode !== "online" ? STORES_WITH_PHOTOS[mode] : STORES[mode];
  return store(db, record, envelope, {
    ...{ mode, sessionId, versionId, language, sequence, outcome, ageYears, ageBand, sex, residence },
    ...{ passesPerWeek, comment, ownShareSheet, ownShareOther },
    sessionAt: record.startedAt.toISOString(),
    completedAt: record.completedAt.toISOString(),
    answers: JSON.stringify(parsed.answers),
    paradata: record.paradata && JSON.stringify(record.paradata),
    answerCodes: arrayOf(parsed.answerCodes),
    scores: arrayOf(parsed.scores),
    photos: JSON.stringify(
      photos.map(({ id, takenAt, data }, i) => ({
        ...{ id, takenAt, place: i + 1 },
        data: Buffer.from(data).toString("base64"),
      })),
    ),
  });
}

/** Thrown to undo a replacement that came too late. */
const CHANGED = new Error("the case has got another live response meanwhile");

/**
 * Takes a case's partial, ineligible or sent-back response out of the count and stores a complete one in its place.
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
          and (outcome <> 'complete' or standing = 'sent-back')
        returning id`);
      if (retired.length === 0 || !(await store(tx))) throw CHANGED;
    });
    return true;
  } catch (error) {
    if (error === CHANGED) return false;
    throw error;
  }
}

/**
 * Takes the response that a record corrects out of the count and stores the record in its place.
 *
 * @returns false, with nothing changed, when the other counts no more or this one cannot be stored
 */
export async function replaceCorrected(
  db: Database,
  record: RecordOf<"responses">,
  store: (db: Database) => Promise<boolean>,
): Promise<boolean> {
  try {
    await db.transaction(async (tx) => {
      if (!(await retireCorrected(tx, record)) || !(await store(tx))) throw CHANGED;
    });
    return true;
  } catch (error) {
    if (error === CHANGED) return false;
    throw error;
  }
}

/** @returns whether the response that this one corrects counted until now */
export async function retireCorrected(
  db: Database,
  { cityId, caseId, corrects }: RecordOf<"responses">,
): Promise<boolean> {
  const retired = await db.execute(sql`
    update responses set live = false
    where city_id = ${cityId}::uuid and id = ${corrects}::uuid and case_id = ${caseId}::uuid and live
    returning id`);
  return retired.length > 0;
}

/** An array in PostgreSQL's own notation. */
const arrayOf = (values: readonly (number | null)[]) => `{${values.map((x) => x ?? "NULL").join(",")}}`;
