import { createHash } from "node:crypto";
import { parseRecord } from "#surveys/fieldwork/parse-record.ts";
import { readRecordBody, type RecordBody } from "#surveys/fieldwork/read-record-body.ts";
import { isId } from "#surveys/fieldwork/record-fields.ts";
import type { RecordProblem } from "#surveys/fieldwork/record-problems.ts";
import type { Language } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { databaseErrorCode } from "../database-errors.ts";
import type { QuarantineReason, RecordKind } from "../schema/index.ts";
import { attemptToStore } from "./store-record-attempt.ts";

export interface StoreInput {
  kind: RecordKind;
  bytes: Uint8Array;
  /** Null: a citizen without an account. */
  viewer: { userId: string; cityId: string } | null;
  /** The city that the record must be of, where the caller knows it. */
  expectedCityId: string | null;
  /** Of the sentences about the record's shape; those about answers are in the respondent's. */
  language: Language;
  /** Now, if left out. */
  receivedAt?: Date;
}

/** `stored` and `quarantined` mean that the bytes are kept for good; the others that nothing was. */
export type StoreResult =
  | { status: "stored"; id: string }
  | { status: "quarantined"; id: string; reason: QuarantineReason }
  | { status: "invalid"; problems: RecordProblem[] }
  | { status: "closed" }
  | { status: "device-blocked" }
  | { status: "forbidden" };

/** Each collision means that somebody else got on, so more in a row than clients at once is no coincidence. */
const ATTEMPTS = 20;
/** Unique violation, serialization failure, deadlock: what a second look resolves. */
const COLLISIONS = new Set(["23505", "40001", "40P01"]);

/**
 * Stores what a device or a citizen sent: once, whoever else sends it and however often.
 *
 * The same id with the same bytes gives the same answer whatever happened since. What a signed-in person sent and
 * cannot count is quarantined; a citizen is told what is wrong. An online answer is a citizen's, whoever is signed in.
 */
export async function storeRecord(db: Database, input: StoreInput): Promise<StoreResult> {
  const { kind, bytes, language } = input;
  const read = readRecordBody(bytes, language);
  if (!read.ok) return { status: "invalid", problems: [read.problem] };
  const { body } = read;
  const isOnline = kind === "responses" && body.fields.mode === "online";
  const sender = isOnline ? null : input.viewer;
  if (!sender && !isOnline) return { status: "forbidden" };
  if (sender && !isOfCity(body, sender.cityId, input.expectedCityId)) return { status: "forbidden" };
  const parsed = body.flaw
    ? { ok: false as const, problems: [body.flaw] }
    : parseRecord(kind, body.fields, language);
  if (!parsed.ok && !sender) return { status: "invalid", problems: parsed.problems };

  const arrival = {
    kind,
    bytes,
    body,
    language,
    parsed,
    cityId: sender ? sender.cityId : String(body.fields.cityId).toLowerCase(),
    userId: sender ? sender.userId : null,
    sha256: createHash("sha256").update(bytes).digest(),
    receivedAt: input.receivedAt ?? new Date(),
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await attemptToStore(db, arrival);
      if (result) return result;
      if (attempt >= ATTEMPTS)
        throw new Error(`record ${body.id} could not be stored in ${attempt} attempts`);
    } catch (error) {
      if (attempt >= ATTEMPTS || !COLLISIONS.has(databaseErrorCode(error) ?? "")) throw error;
    }
  }
}

/** A body that names no city at all is kept, in the sender's. */
function isOfCity(body: RecordBody, ...allowed: (string | null)[]): boolean {
  const { cityId } = body.fields;
  return !isId(cityId) || allowed.every((city) => city === null || city === cityId.toLowerCase());
}
