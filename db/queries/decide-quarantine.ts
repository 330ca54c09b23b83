import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { ParsedRecord, RecordOf } from "#surveys/fieldwork/parse-record.ts";
import type { Language } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { databaseErrorCode } from "../database-errors.ts";
import {
  fieldFindings,
  interceptCounts,
  quarantine,
  type RecordKind,
  responses,
  rosters,
  sessionEvents,
  visits,
} from "../schema/index.ts";
import { readLastCorrection } from "./read-correction-target.ts";
import { type Block, type Examination, examineQuarantined } from "./examine-quarantined.ts";
import { storeByKind } from "./store-record-attempt.ts";
import type { Envelope } from "./store-record-gate.ts";
import { retireCorrected, storeResponse } from "./store-response.ts";
import { writeAudit } from "./write-audit.ts";

export interface QuarantineDecision {
  id: string;
  decision: "accept" | "discard";
  reason: string;
  /** What accepting was said to set aside, as `obstaclesText` writes it. */
  obstacles: string;
  userId: string;
  now: Date;
  language: Language;
}

export type DecisionResult =
  | { status: "accepted"; storedAs: string }
  | { status: "discarded" }
  | { status: "decided-already" }
  /** Something happened since the page was shown: look again. Nothing was done. */
  | { status: "changed" }
  | { status: "blocked"; block: Block }
  | { status: "not-found" };

export const LONGEST_REASON = 500;

/** Obstacles as a form carries them. */
export const obstaclesText = ({ obstacles }: Pick<Examination, "obstacles">) => obstacles.join(" ");

/** Thrown to undo what another record or decision overtook. */
const CHANGED = new Error("another record or decision came first");
/** Unique violation, serialization failure, deadlock. */
const COLLISIONS = new Set(["23505", "40001", "40P01"]);

/**
 * Decides on a quarantined record, once and for all or not at all.
 *
 * Accepting stores it by the code that stores arrivals, with only those obstacles lifted that the supervisor was shown; what
 * it replaces goes out of the count, while its bytes stay in `records`. Discarding leaves it where it is.
 */
export async function decideQuarantine(
  db: Database,
  cityId: string,
  wish: QuarantineDecision,
): Promise<DecisionResult> {
  try {
    return await db.transaction((tx) => decide(tx, cityId, wish));
  } catch (error) {
    if (error === CHANGED || COLLISIONS.has(databaseErrorCode(error) ?? "")) return { status: "changed" };
    throw error;
  }
}

async function decide(db: Database, cityId: string, wish: QuarantineDecision): Promise<DecisionResult> {
  const thisRow = and(eq(quarantine.cityId, cityId), eq(quarantine.id, wish.id));
  const [named] = await db.select({ recordId: quarantine.recordId }).from(quarantine).where(thisRow);
  if (!named) return { status: "not-found" };
  // All that came under one id: two decisions about it follow one another.
  const alike = await db
    .select()
    .from(quarantine)
    .where(and(eq(quarantine.cityId, cityId), eq(quarantine.recordId, named.recordId)))
    .orderBy(asc(quarantine.id))
    .for("update");
  const row = alike.find(({ id }) => id === wish.id);
  if (!row) return { status: "not-found" };
  if (row.decidedAt) return { status: "decided-already" };
  const examined = wish.decision === "accept" ? await examineQuarantined(db, row, wish.language) : null;
  if (examined?.block) return { status: "blocked", block: examined.block };
  if (examined && obstaclesText(examined) !== wish.obstacles) return { status: "changed" };
  if (examined) await store(db, examined);
  await db
    .update(quarantine)
    .set({
      decision: examined ? "accepted" : "rejected",
      decisionReason: wish.reason.slice(0, LONGEST_REASON),
      decidedAt: wish.now,
      decidedBy: wish.userId,
    })
    .where(thisRow);
  const { recordId, kind, waveId, reason } = row;
  await writeAudit(db, {
    cityId,
    userId: wish.userId,
    action: examined ? "accept-quarantined" : "discard-quarantined",
    subjectKind: "quarantine",
    subjectId: row.id,
    details: {
      ...{ recordId, kind, waveId, quarantinedFor: reason, reason: wish.reason },
      ...(examined
        ? { lifted: examined.obstacles, storedAs: examined.storeUnder, replaces: examined.replaces }
        : {}),
    },
  });
  return examined ? { status: "accepted", storedAs: examined.storeUnder } : { status: "discarded" };
}

async function store(db: Database, examined: Examination): Promise<void> {
  const { row, record, answers, situation, replaces, storeUnder } = examined;
  const { cityId, sha256, userId, receivedAt } = row;
  await takeOut(db, cityId, row.kind, replaces.sameId);
  const envelope: Envelope = { bytes: row.body, sha256, userId, receivedAt, isAccepted: true };
  const named = await asItStands(db, { ...record!, id: storeUnder });
  if (named.kind !== "responses") {
    const seed = situation.case?.selectionSeed ?? "";
    if (!(await storeByKind(db, envelope, named, seed))) throw CHANGED;
    return;
  }
  if (named.mode === "household" && !situation.isCorrected)
    await takeOutLive(db, named, replaces.liveResponse);
  if (named.corrects) await retireCorrected(db, named);
  if (!answers || !(await storeResponse(db, named, envelope, answers))) throw CHANGED;
}

/** What it corrects may have been corrected before: then the accepted one corrects that correction. */
async function asItStands(db: Database, record: ParsedRecord): Promise<ParsedRecord> {
  if (record.kind === "sessions" || !record.corrects) return record;
  return { ...record, corrects: await readLastCorrection(db, record.cityId, record.corrects) };
}

/** What stood under the same id counts no more. */
async function takeOut(db: Database, cityId: string, kind: RecordKind, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  if (kind === "responses") {
    await db
      .update(responses)
      .set({ live: false })
      .where(and(eq(responses.cityId, cityId), inArray(responses.id, ids)));
    return;
  }
  if (kind === "visits") {
    await db
      .delete(fieldFindings)
      .where(and(eq(fieldFindings.cityId, cityId), inArray(fieldFindings.visitId, ids)));
  }
  const table = { visits, rosters, sessions: sessionEvents, counts: interceptCounts }[kind];
  await db.delete(table).where(and(eq(table.cityId, cityId), inArray(table.id, ids)));
}

/** A case has one live response: the accepted one. The other must be the one that was looked at. */
async function takeOutLive(
  db: Database,
  { cityId, caseId }: RecordOf<"responses">,
  expected: string | null,
): Promise<void> {
  const retired = (await db.execute(sql`
    update responses set live = false
    where city_id = ${cityId}::uuid and case_id = ${caseId}::uuid and mode = 'household' and live
    returning id`)) as unknown as { id: string }[];
  if (retired.some(({ id }) => id !== expected) || (expected !== null && retired.length === 0)) throw CHANGED;
}
