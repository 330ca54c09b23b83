import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";

/** What the office did, in its own words. Nothing of whoever named the problem. */
export interface FixedEntry {
  note: string;
  street: { nameZh: string; nameEn: string };
  /** The day in the city. */
  fixedOn: string;
}

const MOST = 10;

/**
 * What was put right in a district since a wave began and until its next published one began, if there is one: how much, and
 * the latest of it.
 */
export async function readFixedEntries(
  db: Database,
  { id: cityId, timeZone }: { id: string; timeZone: string },
  { districtId, startsOn }: { districtId: string; startsOn: string },
): Promise<{ count: number; latest: FixedEntry[] }> {
  const fixedOn = sql`(l.fixed_at at time zone ${timeZone})::date`;
  const rows = (await db.execute(sql`
    select l.fixed_note as note, s.name_zh, s.name_en, to_char(${fixedOn}, 'YYYY-MM-DD') as day,
      count(*) over ()::int as total
    from ledger_entries l
    join streets s on s.city_id = l.city_id and s.id = l.street_id
    where l.city_id = ${cityId} and l.district_id = ${districtId} and l.fixed_at is not null
      and ${fixedOn} >= ${startsOn}::date
      and ${fixedOn} < coalesce((
        select min(w.starts_on) from waves w
        where w.city_id = ${cityId} and w.district_id = ${districtId} and w.status = 'published'
          and w.starts_on > ${startsOn}::date), 'infinity')
    order by l.fixed_at desc, l.id desc
    limit ${MOST}`)) as unknown as Row[];
  return {
    count: rows[0]?.total ?? 0,
    latest: rows.map(({ note, name_zh: nameZh, name_en: nameEn, day: fixedOn }) => {
      return { note, street: { nameZh, nameEn }, fixedOn };
    }),
  };
}

interface Row {
  note: string;
  name_zh: string;
  name_en: string;
  day: string;
  total: number;
}
