import { sql, type SQL } from "drizzle-orm";
import { correctedId } from "#surveys/fieldwork/judge-correction.ts";
import { madeAt } from "#surveys/fieldwork/judge-record.ts";
import type { ParsedRecord } from "#surveys/fieldwork/parse-record.ts";
import type { Database } from "../client.ts";
import { given, prepared, type Values } from "../prepared.ts";

/** Where a record came from, besides what it says itself. */
export interface Envelope {
  bytes: Uint8Array;
  sha256: Uint8Array;
  /** Null: a citizen without an account. */
  userId: string | null;
  receivedAt: Date;
  /** A supervisor let it in: neither whether the wave is open nor whose case it is matters any more. */
  isAccepted?: boolean;
}

/** Stores one record; false when the id was taken or the gate shut meanwhile: look again. */
type Store = (db: Database, record: ParsedRecord, envelope: Envelope, values: Values) => Promise<boolean>;

const THEIR_CASE = sql`
  join assignments a on a.city_id = w.city_id and a.city_id = ${given("cityId")}::uuid
    and a.case_id = ${given("caseId")}::uuid and a.user_id = ${given("userId")}::uuid
    and (a.ended_at is null or a.ended_at > ${given("madeAt")}::timestamptz)`;

const CORRECTION = sql`correction as (
  insert into corrections (city_id, id, case_id, kind, corrects, reason)
  select city_id, id, ${given("caseId")}::uuid, ${given("kind")}::text, ${given("corrects")}::uuid,
    ${given("correctionReason")}::text
  from stored
)`;

/**
 * A statement that stores a record and what it means: all of it, or nothing.
 *
 * It goes through a gate: the wave is open and, for staff, the case is theirs or was when they made the record. Both rows
 * are locked until the record is in, so whoever closes the wave or gives the case to somebody else waits for it. What a
 * supervisor accepts needs only a wave that is not published.
 *
 * @param meaning  CTEs that write the record's own rows; they read from `stored`, which has one row or none, and
 *                 may use the ids and times of the record (`cityId`, `id`, `waveId`, `caseId`, `userId`) by name
 */
export function throughGate(sender: "staff" | "citizen", meaning: SQL[]): Store {
  const gatesOf = (means: SQL[]) => ({
    ordinary: statement(sql`${sender === "staff" ? THEIR_CASE : sql``}`, sql`and w.status = 'open'`, means),
    accepted: statement(sql``, sql`and w.status in ('open', 'closed')`, means),
  });
  const plain = gatesOf(meaning);
  const correcting = gatesOf([...meaning, CORRECTION]);
  return async (db, record, envelope, values) => {
    const { cityId, id, waveId, kind, caseId } = record;
    const { bytes, sha256, userId, receivedAt, isAccepted } = envelope;
    const corrects = correctedId(record);
    const gates = corrects ? correcting : plain;
    const [row] = await gates[isAccepted ? "accepted" : "ordinary"](db, {
      corrects,
      correctionReason: "correctionReason" in record ? record.correctionReason : null,
      ...{ cityId, id, waveId, kind, caseId, bytes, sha256, userId, receivedAt: receivedAt.toISOString() },
      madeAt: madeAt(record).toISOString(),
      deviceId: userId === null ? null : record.deviceId,
      ...values,
    });
    return row?.stored === 1;
  };
}

function statement(theirs: SQL, ofStatus: SQL, meaning: SQL[]) {
  return prepared<{ stored: number }>(sql`
    with gate as (
      select w.id from waves w ${theirs}
      where w.city_id = ${given("cityId")}::uuid and w.id = ${given("waveId")}::uuid ${ofStatus}
      for share
    ), stored as (
      insert into records (city_id, id, wave_id, kind, sha256, body, user_id, device_id, received_at)
      select ${given("cityId")}::uuid, ${given("id")}::uuid, ${given("waveId")}::uuid, ${given("kind")}::text,
        ${given("sha256")}::bytea, ${given("bytes")}::bytea, ${given("userId")}::uuid, ${given("deviceId")}::uuid,
        ${given("receivedAt")}::timestamptz
      from gate
      on conflict do nothing
      returning city_id, id
    ), ${sql.join(meaning, sql`, `)}
    select count(*)::int as stored from stored`);
}
