import { sql, type SQL } from "drizzle-orm";
import type { RecordOf } from "#surveys/fieldwork/parse-record.ts";
import { jsonOf, momentOf } from "./store-record-gate.ts";

/** Writes one attempt at a case, and what it showed to be wrong with the listing. */
export function visitRows(visit: RecordOf<"visits">, userId: string): SQL[] {
  return [
    sql`visit as (
      insert into visits (city_id, id, wave_id, case_id, user_id, disposition, reason, happened_at, appointment_at, note)
      select city_id, id, ${visit.waveId}::uuid, ${visit.caseId}::uuid, ${userId}::uuid, ${visit.disposition}::text,
        ${visit.reason}::text, ${momentOf(visit.happenedAt)}, ${momentOf(visit.appointmentAt)}, ${visit.note}::text
      from stored
    )`,
    sql`findings as (
      insert into field_findings (city_id, visit_id, kind, note)
      select s.city_id, s.id, f.kind, f.note
      from stored s cross join jsonb_to_recordset(${jsonOf(visit.findings ?? [])}) as f(kind text, note text)
    )`,
  ];
}
