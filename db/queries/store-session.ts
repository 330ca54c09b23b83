import { sql, type SQL } from "drizzle-orm";
import type { RecordOf } from "#surveys/fieldwork/parse-record.ts";
import { jsonOf, momentOf } from "./store-record-gate.ts";

interface SessionNamed {
  waveId: string;
  caseId: string | null;
  sessionId: string | null;
}

/**
 * Makes the row of a session unless it is there: records may come in any order, and whichever comes first makes it.
 * Only the start event says when it really started.
 */
export function sessionRow(session: SessionNamed, userId: string, at: Date, isStart = false): SQL {
  const { waveId, caseId, sessionId } = session;
  return sql`session as (
    insert into intercept_sessions as s (city_id, id, wave_id, case_id, user_id, started_at)
    select city_id, ${sessionId}::uuid, ${waveId}::uuid, ${caseId}::uuid, ${userId}::uuid, ${momentOf(at)}
    from stored
    on conflict (city_id, id) ${isStart ? sql`do update set started_at = excluded.started_at` : sql`do nothing`}
  )`;
}

/** Writes the start, a pause, its end or the end of an interviewing session. */
export function sessionEventRows(record: RecordOf<"sessions">, userId: string): SQL[] {
  const { event, sessionId, happenedAt } = record;
  return [
    sessionRow(record, userId, happenedAt, event === "start"),
    sql`event as (
      insert into session_events (city_id, id, session_id, event, happened_at)
      select city_id, id, ${sessionId}::uuid, ${event}::text, ${momentOf(happenedAt)} from stored
    )`,
  ];
}

/** Writes a device's totals of a session so far. */
export function countRows(count: RecordOf<"counts">, userId: string): SQL[] {
  const { waveId, sessionId, deviceId, sequence, happenedAt, passed, approached, refusals } = count;
  return [
    sessionRow(count, userId, happenedAt),
    sql`count as (
      insert into intercept_counts
        (city_id, id, wave_id, session_id, device_id, sequence, happened_at, passed, approached, refusals)
      select city_id, id, ${waveId}::uuid, ${sessionId}::uuid, ${deviceId}::uuid, ${sequence}::int,
        ${momentOf(happenedAt)}, ${passed}::int, ${approached}::int, ${jsonOf(refusals)}
      from stored
    )`,
  ];
}
