import { sql, type SQL } from "drizzle-orm";
import type { RecordOf } from "#surveys/fieldwork/parse-record.ts";
import type { Database } from "../client.ts";
import { given } from "../prepared.ts";
import { throughGate, type Envelope } from "./store-record-gate.ts";

/**
 * Makes the row of a session unless it is there: records may come in any order, and whichever comes first makes it.
 * Only the start event says when it really started.
 */
export const sessionRow = (onConflict: SQL = sql`do nothing`) => sql`session as (
  insert into intercept_sessions as s (city_id, id, wave_id, case_id, user_id, started_at)
  select city_id, ${given("sessionId")}::uuid, ${given("waveId")}::uuid, ${given("caseId")}::uuid,
    ${given("userId")}::uuid, ${given("sessionAt")}::timestamptz
  from stored
  on conflict (city_id, id) ${onConflict}
)`;

const eventRow = sql`event as (
  insert into session_events (city_id, id, session_id, event, happened_at)
  select city_id, id, ${given("sessionId")}::uuid, ${given("event")}::text, ${given("sessionAt")}::timestamptz
  from stored
)`;

const storeStart = throughGate("staff", [
  sessionRow(sql`do update set started_at = excluded.started_at`),
  eventRow,
]);
const storeOther = throughGate("staff", [sessionRow(), eventRow]);

const storeTotals = throughGate("staff", [
  sessionRow(),
  sql`count as (
    insert into intercept_counts
      (city_id, id, wave_id, session_id, device_id, sequence, happened_at, passed, approached, refusals,
       missed, screened)
    select city_id, id, ${given("waveId")}::uuid, ${given("sessionId")}::uuid, ${given("deviceId")}::uuid,
      ${given("sequence")}::int, ${given("sessionAt")}::timestamptz, ${given("passed")}::int,
      ${given("approached")}::int, ${given("refusals")}::jsonb, ${given("missed")}::int, ${given("screened")}::int
    from stored
  )`,
]);

/** Stores the start, a pause, its end or the end of an interviewing session. */
export function storeSessionEvent(
  db: Database,
  record: RecordOf<"sessions">,
  envelope: Envelope,
): Promise<boolean> {
  const { event, sessionId, happenedAt } = record;
  const store = event === "start" ? storeStart : storeOther;
  return store(db, record, envelope, { event, sessionId, sessionAt: happenedAt.toISOString() });
}

/** Stores a device's totals of a session so far. */
export function storeCount(db: Database, count: RecordOf<"counts">, envelope: Envelope): Promise<boolean> {
  const { sessionId, sequence, happenedAt, passed, approached, refusals } = count;
  return storeTotals(db, count, envelope, {
    ...{ sessionId, sequence, passed, approached },
    missed: count.missed ?? 0,
    screened: count.screened ?? 0,
    sessionAt: happenedAt.toISOString(),
    refusals: JSON.stringify(refusals),
  });
}
