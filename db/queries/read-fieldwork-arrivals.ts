import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { isoMoment } from "../iso-moment.ts";
import { countQuarantined, type QuarantinedInStreet } from "./count-quarantined.ts";

/** What reached the server outside the plan's cases, or cannot count yet. */
export interface FieldworkArrivals {
  /** Of anything at all, also from citizens. */
  lastRecordAt: string | null;
  /** Online answers that stand. Nobody knows how many people saw the link, so there is no rate. */
  online: { complete: number; partial: number };
  /** Records in quarantine that nobody has decided on, by the street of the case they name; null: none of the wave's. */
  quarantine: QuarantinedInStreet[];
}

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
    countQuarantined(db, cityId, waveId),
  ])) as unknown as [{ at: string | null }[], FieldworkArrivals["online"][], FieldworkArrivals["quarantine"]];
  return { lastRecordAt: last[0]?.at ?? null, online: online[0]!, quarantine: [...quarantine] };
}
