import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { isoMoment } from "../iso-moment.ts";

/** What reached the server outside the plan's cases, or cannot count yet. */
export interface FieldworkArrivals {
  /** Of anything at all, also from citizens. */
  lastRecordAt: string | null;
  /** Online answers that stand. Nobody knows how many people saw the link, so there is no rate. */
  online: { complete: number; partial: number };
  /** Records in quarantine that nobody has decided on, by the street of the case they name; null: none of the wave's. */
  quarantine: { streetId: string | null; count: number }[];
}

/** The body is kept as bytes and may be what jsonb refuses, so the case is looked for in its text. */
const CASE_NAMED = sql`substring(convert_from(q.body, 'UTF8') from '"caseId"\\s*:\\s*"([0-9A-Fa-f-]{36})"')`;

export async function readFieldworkArrivals(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<FieldworkArrivals> {
  const [last, online, quarantine] = (await Promise.all([
    db.execute(sql`
      select ${isoMoment(sql`max(received_at)`)} as at from records
      where city_id = ${cityId} and wave_id = ${waveId}`),
    db.execute(sql`
      select count(*) filter (where outcome = 'complete')::int as complete,
        count(*) filter (where outcome = 'partial')::int as partial
      from responses where city_id = ${cityId} and wave_id = ${waveId} and mode = 'online' and live
        and standing = 'counts'`),
    db.execute(sql`
      select c.street_id as "streetId", count(*)::int as count
      from quarantine q
      left join cases c on c.city_id = q.city_id and c.wave_id = q.wave_id and c.id::text = lower(${CASE_NAMED})
      where q.city_id = ${cityId} and q.wave_id = ${waveId} and q.decided_at is null
      group by 1`),
  ])) as unknown as [{ at: string | null }[], FieldworkArrivals["online"][], FieldworkArrivals["quarantine"]];
  return { lastRecordAt: last[0]?.at ?? null, online: online[0]!, quarantine: [...quarantine] };
}
