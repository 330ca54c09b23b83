import { judgeRecord } from "#surveys/fieldwork/judge-record.ts";
import type { parseRecord, ParsedRecord } from "#surveys/fieldwork/parse-record.ts";
import type { RecordBody } from "#surveys/fieldwork/read-record-body.ts";
import { isId } from "#surveys/fieldwork/record-fields.ts";
import { recordProblem, type RecordProblem } from "#surveys/fieldwork/record-problems.ts";
import type { Language } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import type { QuarantineReason, RecordKind } from "../schema/index.ts";
import { parseAnswers } from "./parse-answers.ts";
import { quarantineRecord } from "./quarantine-record.ts";
import { readRecordSituation, type StoredSituation } from "./read-record-situation.ts";
import type { Envelope } from "./store-record-gate.ts";
import { replaceCorrected, replaceLiveResponse, storeResponse } from "./store-response.ts";
import { storeRoster } from "./store-roster.ts";
import { storeCount, storeSessionEvent } from "./store-session.ts";
import { storeVisit } from "./store-visit.ts";
import type { StoreResult } from "./store-record.ts";
import { touchDevice } from "./touch-device.ts";

/** A record at the door. */
export interface Arrival extends Envelope {
  kind: RecordKind;
  cityId: string;
  body: RecordBody;
  parsed: ReturnType<typeof parseRecord>;
  language: Language;
}

/** One look and one try to store or quarantine; null when something changed between them. */
export async function attemptToStore(db: Database, arrival: Arrival): Promise<StoreResult | null> {
  const { userId, body, parsed, language } = arrival;
  const situation = await look(db, arrival);
  if (situation.kept === "same") return { status: "stored", id: body.id };
  if (situation.quarantined && userId) {
    return { status: "quarantined", id: body.id, reason: situation.quarantined };
  }
  if (situation.isDeviceBlocked) return { status: "device-blocked" };
  if (situation.kept === "other") {
    const taken = recordProblem(language, "id-taken", "id");
    return userId ? quarantined(db, arrival, "other-body", "id") : invalid([taken]);
  }
  if (!parsed.ok) return refused(db, arrival, parsed.problems);
  const { record } = parsed;
  if (!userId) {
    if (situation.waveStatus !== "open" || !situation.hasPublicLink) return { status: "closed" };
    return stored(db, arrival, record, situation);
  }
  const judgement = judgeRecord(record, situation, userId);
  if (judgement.counts) return stored(db, arrival, record, situation, judgement.supersedes);
  const detail = "detail" in judgement ? judgement.detail : `${judgement.field}: ${judgement.code}`;
  return quarantined(db, arrival, judgement.reason, detail);
}

async function look(db: Database, { cityId, userId, sha256, body, parsed, receivedAt }: Arrival) {
  const named = (name: string) => {
    const value = parsed.ok ? (parsed.record as Partial<Record<string, unknown>>)[name] : null;
    return isId(value) ? value : null;
  };
  const { deviceId: said } = body.fields;
  const deviceId = userId !== null && isId(said) ? said.toLowerCase() : null;
  const situation = await readRecordSituation(db, {
    cityId,
    id: body.id,
    sha256,
    userId,
    waveId: named("waveId"),
    caseId: named("caseId"),
    sessionId: named("sessionId"),
    deviceId,
    corrects: named("corrects"),
  });
  if (userId !== null && deviceId !== null) {
    await touchDevice(db, { cityId, id: deviceId, userId, now: receivedAt }, situation.deviceSeenAt);
  }
  return situation;
}

async function stored(
  db: Database,
  arrival: Arrival,
  record: ParsedRecord,
  situation: StoredSituation,
  supersedes = false,
): Promise<StoreResult | null> {
  if (record.kind !== "responses") {
    const isStored = await storeByKind(db, arrival, record, situation.case?.selectionSeed ?? "");
    return isStored ? { status: "stored", id: arrival.body.id } : null;
  }
  const answers = await parseAnswers(db, record, situation);
  if (!answers.ok) return refused(db, arrival, answers.errors);
  const store = (tx: Database) => storeResponse(tx, record, arrival, answers.response);
  const isStored = !supersedes
    ? await store(db)
    : record.corrects
      ? await replaceCorrected(db, record, store)
      : await replaceLiveResponse(db, record, store);
  return isStored ? { status: "stored", id: arrival.body.id } : null;
}

/** Stores whatever is not a response. */
export function storeByKind(
  db: Database,
  arrival: Envelope,
  record: Exclude<ParsedRecord, { kind: "responses" }>,
  selectionSeed: string,
): Promise<boolean> {
  switch (record.kind) {
    case "visits":
      return storeVisit(db, record, arrival);
    case "rosters":
      return storeRoster(db, record, arrival, selectionSeed);
    case "sessions":
      return storeSessionEvent(db, record, arrival);
    case "counts":
      return storeCount(db, record, arrival);
  }
}

const invalid = (problems: RecordProblem[]): StoreResult => ({ status: "invalid", problems });

/** What is wrong with the record itself: a citizen hears it, from staff it is kept. */
async function refused(db: Database, arrival: Arrival, problems: RecordProblem[]): Promise<StoreResult> {
  if (arrival.userId === null) return invalid(problems);
  const detail = problems.map(({ field, code }) => `${field}: ${code}`).join("; ");
  return quarantined(db, arrival, "invalid-answers", detail);
}

async function quarantined(
  db: Database,
  { cityId, userId, kind, body, sha256, bytes, receivedAt }: Arrival,
  reason: QuarantineReason,
  detail: string,
): Promise<StoreResult> {
  const idIn = (name: string) => {
    const value = body.fields[name];
    return isId(value) ? value : null;
  };
  const first = await quarantineRecord(db, {
    cityId,
    recordId: body.id,
    kind,
    waveId: idIn("waveId"),
    reason,
    detail,
    sha256,
    bytes,
    userId: userId ?? "",
    deviceId: idIn("deviceId"),
    receivedAt,
  });
  return { status: "quarantined", id: body.id, reason: first };
}
