import { sql } from "drizzle-orm";
import type { RecordOf } from "#surveys/fieldwork/parse-record.ts";
import type { Database } from "../client.ts";
import { given } from "../prepared.ts";
import { throughGate, type Envelope } from "./store-record-gate.ts";

const store = throughGate("staff", [
  sql`visit as (
    insert into visits (city_id, id, wave_id, case_id, user_id, disposition, reason, happened_at, appointment_at, note)
    select city_id, id, ${given("waveId")}::uuid, ${given("caseId")}::uuid, ${given("userId")}::uuid,
      ${given("disposition")}::text, ${given("reason")}::text, ${given("happenedAt")}::timestamptz,
      ${given("appointmentAt")}::timestamptz, ${given("note")}::text
    from stored
  )`,
  sql`findings as (
    insert into field_findings (city_id, visit_id, kind, note)
    select s.city_id, s.id, f.kind, f.note
    from stored s cross join jsonb_to_recordset(${given("findings")}::jsonb) as f(kind text, note text)
  )`,
]);

/** Stores one attempt at a case, and what it showed to be wrong with the listing. */
export function storeVisit(db: Database, visit: RecordOf<"visits">, envelope: Envelope): Promise<boolean> {
  const { disposition, reason, note, happenedAt, appointmentAt, findings } = visit;
  return store(db, visit, envelope, {
    ...{ disposition, reason, note },
    happenedAt: happenedAt.toISOString(),
    appointmentAt: appointmentAt?.toISOString() ?? null,
    findings: JSON.stringify(findings ?? []),
  });
}
