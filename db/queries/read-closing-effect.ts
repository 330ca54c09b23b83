import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { isAttempt } from "./attempted-visits.ts";

/** Within this many hours a device counts as lately at work. */
export const LATELY_HOURS = 12;

/** What closing a wave would leave behind, as far as the server can see. */
export interface ClosingEffect {
  /** Dwellings where nobody has been, or nobody was reached: no interview, refusal or other settled outcome. */
  dwellingsNotVisited: number;
  dwellingsUnsettled: number;
  /** Sessions that nobody has opened, and those that were opened and not ended. */
  sessionsNotStarted: number;
  sessionsRunning: number;
  /** Who sent anything in the last hours. */
  volunteersLately: number;
  devicesLately: number;
  lastRecordAt: string | null;
}

type Row = Record<keyof Omit<ClosingEffect, "lastRecordAt">, number> & { lastRecordAt: string | null };

export async function readClosingEffect(
  db: Database,
  cityId: string,
  waveId: string,
  now: Date,
): Promise<ClosingEffect> {
  const since = new Date(now.getTime() - LATELY_HOURS * 3_600_000).toISOString();
  const rows = await db.execute<Row>(sql`
    with visited as (
      select city_id, case_id,
        bool_or(disposition in ('I', 'P', 'R', 'O', 'NE')) as settled
      from visits where city_id = ${cityId} and wave_id = ${waveId} and ${isAttempt} group by city_id, case_id
    ), answered as (
      select distinct city_id, case_id from responses
      where city_id = ${cityId} and wave_id = ${waveId} and mode = 'household' and live and standing <> 'sent-back'
    ), held as (
      select s.city_id, s.case_id, bool_or(e.event = 'end') as ended
      from intercept_sessions s
      left join session_events e on e.city_id = s.city_id and e.session_id = s.id
      where s.city_id = ${cityId} and s.wave_id = ${waveId} group by s.city_id, s.case_id
    ), dwelling_cases as (
      select count(*) filter (where v.case_id is null) as not_visited,
        count(*) filter (where v.case_id is not null and not v.settled) as unsettled
      from cases c
      left join visited v on v.city_id = c.city_id and v.case_id = c.id
      left join answered a on a.city_id = c.city_id and a.case_id = c.id
      where c.city_id = ${cityId} and c.wave_id = ${waveId} and c.mode = 'household' and a.case_id is null
    ), session_cases as (
      select count(*) filter (where h.case_id is null) as not_started,
        count(*) filter (where h.case_id is not null and h.ended is not true) as running
      from cases c
      left join held h on h.city_id = c.city_id and h.case_id = c.id
      where c.city_id = ${cityId} and c.wave_id = ${waveId} and c.mode = 'intercept'
    ), arrivals as (
      select count(distinct user_id) filter (where received_at > ${since}) as volunteers,
        count(distinct device_id) filter (where received_at > ${since}) as devices,
        max(received_at) filter (where user_id is not null) as last_at
      from records where city_id = ${cityId} and wave_id = ${waveId}
    )
    select d.not_visited::int as "dwellingsNotVisited", d.unsettled::int as "dwellingsUnsettled",
      s.not_started::int as "sessionsNotStarted", s.running::int as "sessionsRunning",
      a.volunteers::int as "volunteersLately", a.devices::int as "devicesLately",
      to_char(a.last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastRecordAt"
    from dwelling_cases d, session_cases s, arrivals a`);
  return { ...(rows[0] as Row) };
}
