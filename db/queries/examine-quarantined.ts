import { and, desc, eq, inArray, ne } from "drizzle-orm";
import { findObstacles, type Obstacle } from "#surveys/fieldwork/find-obstacles.ts";
import { parseRecord, type ParsedRecord } from "#surveys/fieldwork/parse-record.ts";
import { readRecordBody } from "#surveys/fieldwork/read-record-body.ts";
import { isId } from "#surveys/fieldwork/record-fields.ts";
import { recordProblem, type RecordProblem } from "#surveys/fieldwork/record-problems.ts";
import type { ParsedResponse } from "#surveys/parse-response.ts";
import type { Language } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { cases, quarantine, records, responses, rosters } from "../schema/index.ts";
import { parseAnswers } from "./parse-answers.ts";
import { readRecordSituation, type StoredSituation } from "./read-record-situation.ts";

export type QuarantinedRow = typeof quarantine.$inferSelect;

/** Why a record cannot be let in at all. */
export type Block =
  "invalid" | "wave-unknown" | "wave-not-open" | "wave-published" | "case-unknown" | "stored-already";

/** A quarantined record, judged by how things stand now. */
export interface Examination {
  row: QuarantinedRow;
  /** As the body has them; null when it is no JSON object. */
  fields: Record<string, unknown> | null;
  /** Null when its shape is wrong. */
  record: ParsedRecord | null;
  answers: ParsedResponse | null;
  problems: RecordProblem[];
  situation: StoredSituation;
  /** Street of its case, if it names one. */
  streetId: string | null;
  /** All that accepting would set aside. */
  obstacles: (Obstacle | "other-body")[];
  block: Block | null;
  /** What accepting takes out of the count: records of the same kind that stand under its id, and a live response. */
  replaces: { sameId: string[]; liveResponse: string | null; laterRoster: string | null };
  /** The id that it is stored under when accepted: its own, or, where that is taken, its place in quarantine. */
  storeUnder: string;
}

/** Judges a quarantined record again, completely; changes nothing. */
export async function examineQuarantined(
  db: Database,
  row: QuarantinedRow,
  language: Language,
): Promise<Examination> {
  const { cityId, recordId, kind, sha256 } = row;
  const read = readRecordBody(row.body, language);
  const fields = read.ok ? read.body.fields : null;
  const parsed = !read.ok
    ? { ok: false as const, problems: [read.problem] }
    : read.body.flaw
      ? { ok: false as const, problems: [read.body.flaw] }
      : parseRecord(kind, read.body.fields, language);
  const record = parsed.ok ? parsed.record : null;
  const idIn = (name: string) => {
    const value = fields?.[name];
    return isId(value) ? value.toLowerCase() : null;
  };
  const caseId = idIn("caseId");
  const situation = await readRecordSituation(db, {
    ...{ cityId, id: recordId, sha256, userId: row.userId, waveId: idIn("waveId"), caseId },
    ...{ sessionId: idIn("sessionId"), deviceId: idIn("deviceId") },
    corrects: record && record.kind !== "sessions" ? record.corrects : null,
  });
  const standing = await readStanding(db, row);
  const sameId = standing.filter((each) => each.kind === kind).map(({ id }) => id);
  const live = caseId ? await readLive(db, cityId, caseId) : null;
  // Whatever stands under the same id is replaced and no obstacle of its own.
  const isReplaced = live !== null && sameId.includes(live);
  const around = isReplaced ? { ...situation, liveOutcome: null, isSentBack: false } : situation;
  const found = record ? findObstacles(record, around, row.userId ?? "") : { obstacles: [], flaw: null };
  const problems = parsed.ok ? [] : parsed.problems;
  if (found.flaw && found.flaw !== "unknown-case") {
    problems.push(recordProblem(language, found.flaw.code, found.flaw.field));
  }
  // The language is only that of the sentences: here the reader's, not the respondent's.
  const answers =
    record?.kind === "responses" ? await parseAnswers(db, { ...record, language }, situation) : null;
  if (answers && !answers.ok) problems.push(...answers.errors);
  const isHousehold = record?.kind === "responses" && record.mode === "household";
  const isOther = row.reason === "other-body" || standing.length > 0;
  return {
    ...{ row, fields, record, problems, situation },
    streetId: caseId ? await readStreet(db, cityId, caseId) : null,
    answers: answers?.ok ? answers.response : null,
    obstacles: [...(isOther ? (["other-body"] as const) : []), ...found.obstacles],
    block: blockOf(row, situation, problems, found.flaw === "unknown-case"),
    replaces: {
      sameId,
      liveResponse: isHousehold && !isReplaced && !situation.isCorrected ? live : null,
      laterRoster: found.obstacles.includes("superseded") ? await readLatestRoster(db, cityId, caseId) : null,
    },
    storeUnder: isOther ? row.id : recordId,
  };
}

function blockOf(
  row: QuarantinedRow,
  situation: StoredSituation,
  problems: readonly RecordProblem[],
  isCaseUnknown: boolean,
): Block | null {
  const { waveStatus, kept } = situation;
  if (kept === "same") return "stored-already";
  if (row.reason === "invalid-answers" || problems.length > 0) return "invalid";
  if (waveStatus === null) return "wave-unknown";
  if (waveStatus === "published") return "wave-published";
  if (waveStatus !== "open" && waveStatus !== "closed") return "wave-not-open";
  return isCaseUnknown ? "case-unknown" : null;
}

/** Records that count, or did, under the id that this one came with: as they came, or accepted later. */
async function readStanding(db: Database, { cityId, id, recordId }: QuarantinedRow) {
  const others = await db
    .select({ id: quarantine.id })
    .from(quarantine)
    .where(and(eq(quarantine.cityId, cityId), eq(quarantine.recordId, recordId), ne(quarantine.id, id)));
  const ids = [recordId, ...others.map((other) => other.id)];
  return db
    .select({ id: records.id, kind: records.kind })
    .from(records)
    .where(and(eq(records.cityId, cityId), inArray(records.id, ids)));
}

async function readLive(db: Database, cityId: string, caseId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: responses.id })
    .from(responses)
    .where(
      and(
        eq(responses.cityId, cityId),
        eq(responses.caseId, caseId),
        eq(responses.mode, "household"),
        eq(responses.live, true),
      ),
    );
  return row?.id ?? null;
}

async function readLatestRoster(db: Database, cityId: string, caseId: string | null) {
  if (!caseId) return null;
  const [row] = await db
    .select({ id: rosters.id })
    .from(rosters)
    .where(and(eq(rosters.cityId, cityId), eq(rosters.caseId, caseId)))
    .orderBy(desc(rosters.happenedAt), desc(rosters.id))
    .limit(1);
  return row?.id ?? null;
}

async function readStreet(db: Database, cityId: string, caseId: string): Promise<string | null> {
  const [row] = await db
    .select({ streetId: cases.streetId })
    .from(cases)
    .where(and(eq(cases.cityId, cityId), eq(cases.id, caseId)));
  return row?.streetId ?? null;
}
