import { sql, type SQL } from "drizzle-orm";
import type { ParsedRecord } from "#surveys/fieldwork/parse-record.ts";
import type { Database } from "../client.ts";
import { executePrepared } from "../execute-prepared.ts";

/** Where a record came from, besides what it says itself. */
export interface Envelope {
  bytes: Uint8Array;
  sha256: Uint8Array;
  /** Null: a citizen without an account. */
  userId: string | null;
  receivedAt: Date;
}

/** A moment as a parameter. */
export const momentOf = (date: Date | null) => sql`${date?.toISOString() ?? null}::timestamptz`;
/** Any JSON value as a parameter. */
export const jsonOf = (value: unknown) => sql`${value === null ? null : JSON.stringify(value)}::jsonb`;

/**
 * Stores a record and what it means in one statement: all of it, or nothing.
 *
 * It goes through a gate: the wave is open and, for staff, the case is theirs. Both rows are locked until the record is in,
 * so whoever closes the wave or gives the case to somebody else waits for it.
 *
 * @param meaning  CTEs that write the record's own rows; they read from `stored`, which has one row or none
 * @returns false when the id was taken or the gate shut meanwhile: look again
 */
export async function storeThroughGate(
  db: Database,
  record: ParsedRecord,
  envelope: Envelope,
  meaning: SQL[],
): Promise<boolean> {
  const { userId, sha256, bytes, receivedAt } = envelope;
  const city = sql`${record.cityId}::uuid`;
  const wave = sql`${record.waveId}::uuid`;
  const theirs =
    userId === null
      ? sql``
      : sql`join assignments a on a.city_id = w.city_id and a.city_id = ${city} and a.case_id = ${record.caseId}::uuid
          and a.user_id = ${userId}::uuid and a.ended_at is null`;
  const [row] = await executePrepared<{ stored: number }>(
    db,
    sql`
    with gate as (
      select w.id from waves w ${theirs}
      where w.city_id = ${city} and w.id = ${wave} and w.status = 'open'
      for share
    ), stored as (
      insert into records (city_id, id, wave_id, kind, sha256, body, user_id, device_id, received_at)
      select ${city}, ${record.id}::uuid, ${wave}, ${record.kind}::text, ${sha256}::bytea, ${bytes}::bytea,
        ${userId}::uuid, ${userId === null ? null : record.deviceId}::uuid, ${momentOf(receivedAt)}
      from gate
      on conflict do nothing
      returning city_id, id
    ), ${sql.join(meaning, sql`, `)}
    select count(*)::int as stored from stored`,
  );
  return row?.stored === 1;
}
