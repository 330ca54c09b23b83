import { sql } from "drizzle-orm";

/**
 * The totals of a wave's sessions that count, one row for each tablet of each session: its latest, by its own numbering.
 * What was corrected counts no more, whichever of the two came first.
 */
export const latestCounts = (cityId: string, waveId: string) => sql`(
  select distinct on (c.session_id, c.device_id) s.case_id, c.passed, c.approached,
    jsonb_array_length(c.refusals) as refused, c.missed, c.screened
  from intercept_counts c
  join intercept_sessions s on s.city_id = c.city_id and s.id = c.session_id
  where c.city_id = ${cityId} and s.city_id = ${cityId} and c.wave_id = ${waveId}
    and not exists (select 1 from corrections k
      where k.city_id = c.city_id and k.corrects = c.id and k.case_id = s.case_id)
  order by c.session_id, c.device_id, c.sequence desc, c.happened_at desc, c.id desc
)`;
