import { sql } from "drizzle-orm";

/**
 * A condition on `visits`: the visit was an attempt at its case, as `isAttempt` in surveys/fieldwork says: it gives a
 * reason, or it brings no finding. One that was corrected is none: its correction stands for it.
 */
export const isAttempt = sql`(visits.reason is not null or not exists (
  select 1 from field_findings f where f.city_id = visits.city_id and f.visit_id = visits.id))
  and not exists (select 1 from corrections k
    where k.city_id = visits.city_id and k.corrects = visits.id and k.case_id = visits.case_id)`;
