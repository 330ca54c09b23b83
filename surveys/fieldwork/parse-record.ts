import { DISPOSITIONS, LANGUAGES, MODES, OUTCOMES, AGE_BANDS, SEXES, type Language } from "../vocabulary.ts";
import * as read from "./record-fields.ts";
import { LARGEST_PHOTO, MOST_PHOTOS } from "./photo-limits.ts";
import { jpeg } from "./read-jpeg.ts";
import type { Fault, Reader } from "./record-fields.ts";
import { recordProblem, type RecordProblem } from "./record-problems.ts";
import { isReasonOf } from "./visit-reasons.ts";

const { anything, flag, id, integer, listOf, moment, object, oneOf, optional, shape, text } = read;

/** More people than any dwelling holds. */
const MOST_MEMBERS = 50;
const LARGEST_INTEGER = 2_147_483_647;
const MOST_PERSONS = 1_000_000;

const head = {
  id,
  cityId: id,
  waveId: id,
  deviceId: optional(id),
  sequence: optional(integer(0, LARGEST_INTEGER)),
};

/** A record that puts another right names it, and says why. */
const correction = { corrects: optional(id), correctionReason: optional(text(500)) };

const visit = shape({
  ...head,
  ...correction,
  caseId: id,
  disposition: oneOf(DISPOSITIONS),
  reason: optional(text(60)),
  happenedAt: moment,
  appointmentAt: optional(moment),
  note: optional(text(2000)),
  findings: optional(
    listOf(shape({ kind: oneOf(["wrong-address", "new-dwelling"] as const), note: text(2000) }), 2),
  ),
});

const roster = shape({
  ...head,
  ...correction,
  caseId: id,
  happenedAt: moment,
  members: listOf(shape({ age: integer(0, 120), sex: oneOf(SEXES), residentHalfYear: flag }), MOST_MEMBERS),
  selected: optional(integer(0, MOST_MEMBERS - 1)),
  method: oneOf(["seeded"] as const),
});

const sessionEvent = shape({
  ...head,
  caseId: id,
  sessionId: id,
  event: oneOf(["start", "pause", "resume", "end"] as const),
  happenedAt: moment,
});

const count = shape({
  ...head,
  ...correction,
  deviceId: id,
  sequence: integer(0, LARGEST_INTEGER),
  caseId: id,
  sessionId: id,
  happenedAt: moment,
  passed: integer(0, MOST_PERSONS),
  approached: integer(0, MOST_PERSONS),
  refusals: listOf(shape({ ageBand: optional(oneOf(AGE_BANDS)), sex: optional(oneOf(SEXES)) }), 5000),
  missed: optional(integer(0, MOST_PERSONS)),
  screened: optional(integer(0, MOST_PERSONS)),
});

const photo = shape({
  id,
  takenAt: moment,
  type: oneOf(["image/jpeg"] as const),
  data: jpeg(LARGEST_PHOTO),
});

const response = shape({
  ...head,
  ...correction,
  mode: oneOf(MODES),
  caseId: optional(id),
  sessionId: optional(id),
  questionnaireVersionId: id,
  outcome: oneOf(OUTCOMES),
  answers: anything,
  language: oneOf(LANGUAGES),
  startedAt: moment,
  completedAt: moment,
  paradata: optional(object),
  photos: optional(listOf(photo, MOST_PHOTOS)),
});

const READERS = {
  visits: visit,
  rosters: roster,
  sessions: sessionEvent,
  counts: count,
  responses: response,
};

type Read<R> = R extends Reader<infer T> ? T : never;
export type ParsedRecordKind = keyof typeof READERS;
/** A record whose shape is right; what it says may still be impossible (see `judgeRecord`). */
export type ParsedRecord = {
  [K in ParsedRecordKind]: { kind: K } & Read<(typeof READERS)[K]>;
}[ParsedRecordKind];
export type RecordOf<K extends ParsedRecordKind> = Extract<ParsedRecord, { kind: K }>;

/**
 * Checks the shape of a record and gives it its types: ids in lower case, times as Dates, what was left out as null.
 *
 * The answers of a response are left as they are: `parseResponse` judges them.
 *
 * @param fields    as they came out of JSON.parse
 * @param language  of the sentences
 * @returns         the record, or what is wrong, at most 40 problems
 */
export function parseRecord(
  kind: ParsedRecordKind,
  fields: Record<string, unknown>,
  language: Language,
): { ok: true; record: ParsedRecord } | { ok: false; problems: RecordProblem[] } {
  const faults: Fault[] = [];
  const record = { ...READERS[kind](fields, "", faults), kind } as ParsedRecord;
  if (faults.length === 0) faults.push(...faultsTogether(record));
  if (faults.length === 0) return { ok: true, record };
  return {
    ok: false,
    problems: faults.map(({ code, field, figures }) => recordProblem(language, code, field, figures)),
  };
}

/** What is wrong with fields that are right one by one. */
function faultsTogether(record: ParsedRecord): Fault[] {
  return [...faultsOfCorrection(record), ...faultsOfKind(record)];
}

function faultsOfCorrection(record: ParsedRecord): Fault[] {
  if (record.kind === "sessions") return [];
  const { corrects, correctionReason } = record;
  if (corrects === null)
    return correctionReason === null ? [] : [{ field: "corrects", code: "missing" as const }];
  if (record.kind === "responses" && record.mode === "online")
    return [{ field: "corrects", code: "not-of-this-mode" }];
  return correctionReason?.trim() ? [] : [{ field: "correctionReason", code: "missing" }];
}

function faultsOfKind(record: ParsedRecord): Fault[] {
  if (record.kind === "visits") {
    const { disposition, reason, findings } = record;
    const kinds = (findings ?? []).map(({ kind }) => kind);
    return [
      ...(reason !== null && !isReasonOf(disposition, reason)
        ? [{ field: "reason", code: "not-among-the-choices" as const, figures: { choices: disposition } }]
        : []),
      ...(new Set(kinds).size < kinds.length ? [{ field: "findings", code: "twice" as const }] : []),
    ];
  }
  if (record.kind !== "responses") return [];
  const { mode } = record;
  if (record.photos && mode === "online") return [{ field: "photos", code: "not-of-this-mode" }];
  if (new Set(record.photos?.map(({ id }) => id)).size < (record.photos?.length ?? 0))
    return [{ field: "photos", code: "twice" }];
  const needed = { caseId: mode !== "online", sessionId: mode === "intercept" };
  return (["caseId", "sessionId"] as const).flatMap((field) => {
    if (needed[field] === (record[field] !== null)) return [];
    return [{ field, code: needed[field] ? ("missing" as const) : ("not-of-this-mode" as const) }];
  });
}
