import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { selectFromRoster } from "#surveys/fieldwork/judge-record.ts";
import { type ParsedRecord, parseRecord, type RecordOf } from "#surveys/fieldwork/parse-record.ts";
import { readRecordBody } from "#surveys/fieldwork/read-record-body.ts";
import type { Database } from "../client.ts";
import { insertRows } from "../insert-rows.ts";
import * as t from "../schema/index.ts";
import { parseAnswers } from "./parse-answers.ts";

export interface RecordToStore {
  kind: t.RecordKind;
  bytes: Uint8Array;
  /** Null: a citizen. */
  userId: string | null;
  receivedAt: Date;
}

type Read = RecordToStore & { record: ParsedRecord };

/**
 * Stores a whole wave's records at once, all or nothing, with the rows that `storeRecord` would have made of them one by one:
 * for records that are known to be right, each of another id and of whoever has the case. Photos and corrections have to come
 * one by one.
 *
 * @throws if a record is not right, is one of those, or is the second interview of a dwelling; or if the wave is not open
 */
export async function storeManyRecords(
  db: Database,
  cityId: string,
  waveId: string,
  records: readonly RecordToStore[],
): Promise<void> {
  const read = records.map((each): Read => ({ ...each, record: recordOf(each, waveId) }));
  await db.transaction(async (tx) => {
    const [wave] = await tx
      .select({ status: t.waves.status, waveScoringSheetId: t.waves.scoringSheetId })
      .from(t.waves)
      .where(and(eq(t.waves.cityId, cityId), eq(t.waves.id, waveId)))
      .for("share");
    if (wave?.status !== "open") throw new Error(`wave ${waveId} is not open`);
    const streets = await tx
      .select({ code: t.streets.code })
      .from(t.streets)
      .where(eq(t.streets.cityId, cityId));
    const seeds = await readSelectionSeeds(tx, cityId, waveId);
    const context = { ...wave, cityId, streets: streets.map(({ code }) => code), seeds };

    await insertDevices(tx, cityId, read);
    await insertRows(
      tx,
      t.records,
      read.map(({ kind, bytes, userId, receivedAt, record }) => ({
        ...{ cityId, id: record.id, waveId, kind, bytes, userId, receivedAt, body: bytes },
        deviceId: userId === null ? null : record.deviceId,
        sha256: createHash("sha256").update(bytes).digest(),
      })),
    );
    await insertRows(tx, t.visits, of(read, "visits").map(visitRow(cityId)));
    await insertRows(tx, t.fieldFindings, of(read, "visits").flatMap(findingRows(cityId)));
    await insertRows(tx, t.rosters, of(read, "rosters").map(rosterRow(context)));
    await insertRows(tx, t.interceptSessions, sessionRows(cityId, read));
    await insertRows(tx, t.sessionEvents, of(read, "sessions").map(eventRow(cityId)));
    await insertRows(tx, t.interceptCounts, of(read, "counts").map(countRow(cityId)));
    const responses = [];
    for (const each of of(read, "responses")) responses.push(await responseRow(tx, context, each));
    await insertRows(tx, t.responses, responses);
  });
}

interface Context {
  cityId: string;
  waveScoringSheetId: string;
  streets: readonly string[];
  seeds: ReadonlyMap<string, string>;
}

type Of<K extends t.RecordKind> = Read & { record: RecordOf<K> };
const of = <K extends t.RecordKind>(read: readonly Read[], kind: K) =>
  read.filter((each): each is Of<K> => each.record.kind === kind);

function recordOf({ kind, bytes }: RecordToStore, waveId: string): ParsedRecord {
  const read = readRecordBody(bytes, "en");
  if (!read.ok) throw new Error(`a record of ${kind} cannot be read: ${read.problem.message}`);
  const parsed = parseRecord(kind, read.body.fields, "en");
  if (!parsed.ok) throw new Error(`record ${read.body.id} is not right: ${parsed.problems[0]?.message}`);
  const { record } = parsed;
  if (record.waveId !== waveId) throw new Error(`record ${record.id} is of another wave`);
  if ("corrects" in record && record.corrects) throw new Error(`record ${record.id} is a correction`);
  if (record.kind === "responses" && record.photos?.length) throw new Error(`record ${record.id} has photos`);
  return record;
}

async function readSelectionSeeds(db: Database, cityId: string, waveId: string) {
  const rows = await db
    .select({ caseId: t.cases.id, seed: t.drawnUnits.selectionSeed })
    .from(t.cases)
    .innerJoin(
      t.drawnUnits,
      and(eq(t.drawnUnits.cityId, t.cases.cityId), eq(t.drawnUnits.id, t.cases.drawnUnitId)),
    )
    .where(and(eq(t.cases.cityId, cityId), eq(t.cases.waveId, waveId)));
  return new Map(rows.map(({ caseId, seed }) => [caseId, seed ?? ""]));
}

/** First and last seen as if every record had come by itself. */
async function insertDevices(db: Database, cityId: string, read: readonly Read[]): Promise<void> {
  const seen = new Map<string, typeof t.devices.$inferInsert>();
  for (const { userId, record, receivedAt } of read) {
    if (userId === null || record.deviceId === null) continue;
    const before = seen.get(record.deviceId);
    const firstSeenAt =
      before?.firstSeenAt && before.firstSeenAt < receivedAt ? before.firstSeenAt : receivedAt;
    const isLatest = !before?.lastSeenAt || before.lastSeenAt < receivedAt;
    const last = isLatest ? { lastSeenAt: receivedAt, lastUserId: userId } : {};
    seen.set(record.deviceId, { ...before, cityId, id: record.deviceId, firstSeenAt, ...last });
  }
  if (seen.size === 0) return;
  await db
    .insert(t.devices)
    .values([...seen.values()])
    .onConflictDoUpdate({
      target: [t.devices.cityId, t.devices.id],
      set: { lastSeenAt: sql`excluded.last_seen_at`, lastUserId: sql`excluded.last_user_id` },
    });
}

const visitRow =
  (cityId: string) =>
  ({ userId, record }: Of<"visits">): typeof t.visits.$inferInsert => {
    const { id, waveId, caseId, disposition, reason, happenedAt, appointmentAt, note } = record;
    const visit = { id, waveId, caseId, disposition, reason, happenedAt, appointmentAt, note };
    return { ...visit, cityId, userId: userId ?? "" };
  };

const findingRows =
  (cityId: string) =>
  ({ record }: Of<"visits">): (typeof t.fieldFindings.$inferInsert)[] =>
    (record.findings ?? []).map(({ kind, note }) => ({ cityId, visitId: record.id, kind, note }));

const rosterRow =
  ({ cityId, seeds }: Context) =>
  ({ record }: Of<"rosters">): typeof t.rosters.$inferInsert => {
    const { id, waveId, caseId, happenedAt, members, method } = record;
    const { eligible, selected } = selectFromRoster(members, seeds.get(caseId) ?? "");
    if (selected !== record.selected) throw new Error(`roster ${id} selects somebody else`);
    const selectionPi = eligible > 0 ? 1 / eligible : null;
    return { cityId, id, waveId, caseId, happenedAt, members, eligible, selected, selectionPi, method };
  };

/** Started when their start event says, else with the first of their records. */
function sessionRows(cityId: string, read: readonly Read[]): (typeof t.interceptSessions.$inferInsert)[] {
  const sessions = new Map<string, typeof t.interceptSessions.$inferInsert>();
  for (const { record, userId } of read) {
    if (!("sessionId" in record) || record.sessionId === null || record.caseId === null) continue;
    const startedAt = "happenedAt" in record ? record.happenedAt : record.startedAt;
    const isStart = record.kind === "sessions" && record.event === "start";
    const { sessionId: id, waveId, caseId } = record;
    if (isStart || !sessions.has(id))
      sessions.set(id, { cityId, id, waveId, caseId, userId: userId ?? "", startedAt });
  }
  return [...sessions.values()];
}

const eventRow =
  (cityId: string) =>
  ({
    record: { id, sessionId, event, happenedAt },
  }: Of<"sessions">): typeof t.sessionEvents.$inferInsert => ({
    ...{ cityId, id, sessionId, event, happenedAt },
  });

const countRow =
  (cityId: string) =>
  ({ record }: Of<"counts">): typeof t.interceptCounts.$inferInsert => {
    const { id, waveId, sessionId, deviceId, sequence, happenedAt, passed, approached } = record;
    const refusals = record.refusals as (typeof t.interceptCounts.$inferInsert)["refusals"];
    const counted = {
      passed,
      approached,
      refusals,
      missed: record.missed ?? 0,
      screened: record.screened ?? 0,
    };
    return { ...{ cityId, id, waveId, sessionId, deviceId, sequence, happenedAt }, ...counted };
  };

async function responseRow(
  db: Database,
  context: Context,
  { userId, record }: Of<"responses">,
): Promise<typeof t.responses.$inferInsert> {
  const answers = await parseAnswers(db, record, context);
  if (!answers.ok) throw new Error(`response ${record.id} is not right: ${answers.errors[0]?.message}`);
  const { id, waveId, mode, caseId, sessionId, questionnaireVersionId, language } = record;
  const { startedAt, completedAt, sequence, paradata } = record;
  const deviceId = userId === null ? null : record.deviceId;
  return {
    ...{ cityId: context.cityId, id, waveId, mode, caseId, sessionId, questionnaireVersionId, language },
    ...{ startedAt, completedAt, userId, deviceId, sequence, paradata, live: true },
    ...answers.response,
  };
}
