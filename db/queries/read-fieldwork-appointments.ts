import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { isoMoment } from "../iso-moment.ts";
import { isAttempt } from "./attempted-visits.ts";

/** Somebody is expected at a door, and nobody has been there since. */
export interface Appointment {
  caseId: string;
  streetId: string;
  userId: string | null;
  at: string;
  walkOrder: number;
  communityZh: string | null;
  communityEn: string | null;
}

/**
 * Appointments of today and before that were not kept or are still to come: the last attempt at a dwelling made one, and
 * no interview came of it. The earliest first.
 *
 * @param today  in the city, "2026-06-13"
 */
export async function readFieldworkAppointments(
  db: Database,
  cityId: string,
  waveId: string,
  { today, timeZone }: { today: string; timeZone: string },
): Promise<Appointment[]> {
  return (await db.execute(sql`
    with due as (
      select distinct case_id from visits
      where city_id = ${cityId} and wave_id = ${waveId}
        and appointment_at < (${today}::date + 1)::timestamp at time zone ${timeZone}
    ), lately as (
      select distinct on (visits.case_id) visits.city_id, visits.case_id, visits.appointment_at
      from visits
      where visits.city_id = ${cityId} and visits.wave_id = ${waveId} and ${isAttempt}
        and visits.case_id in (select case_id from due)
      order by visits.case_id, visits.happened_at desc, visits.id desc
    )
    select c.id as "caseId", c.street_id as "streetId", a.user_id as "userId", ${isoMoment(sql`l.appointment_at`)} as at,
      c.walk_order as "walkOrder", m.name_zh as "communityZh", m.name_en as "communityEn"
    from lately l
    join cases c on c.city_id = l.city_id and c.id = l.case_id
    left join dwellings d on d.city_id = c.city_id and d.id = c.dwelling_id
    left join communities m on m.city_id = d.city_id and m.id = d.community_id
    left join assignments a on a.city_id = c.city_id and a.case_id = c.id and a.ended_at is null
    left join responses r on r.city_id = c.city_id and r.case_id = c.id and r.mode = 'household' and r.live
      and r.standing <> 'sent-back'
    where l.city_id = ${cityId} and l.appointment_at < (${today}::date + 1)::timestamp at time zone ${timeZone}
       and r.id is null
    order by l.appointment_at, c.walk_order`)) as unknown as Appointment[];
}
