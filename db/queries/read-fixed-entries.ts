import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";

/** What the office did, in its own words. Nothing of whoever named the problem. */
export interface FixedEntry {
  note: string;
  street: { nameZh: string; nameEn: string };
  /** The day in the city. */
  fixedOn: string;
}

export interface FixedEntries {
  count: number;
  /** The last day that is counted; null: today. */
  until: string | null;
  /** The latest first. */
  latest: FixedEntry[];
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
): Promise<FixedEntries> {
  const day = sql`(l.fixed_at at time zone ${timeZone})::date`;
  const rows = (await db.execute(sql`
    select l.fixed_note as note, s.name_zh, s.name_en, to_char(${day}, 'YYYY-MM-DD') as fixed_on,
      to_char(next.starts_on - 1, 'YYYY-MM-DD') as until, count(*) over ()::int as total
    from ledger_entries l
    join streets s on s.city_id = l.city_id and s.id = l.street_id
    cross join (
      select min(starts_on) as starts_on from waves
      where city_id = ${cityId} and district_id = ${districtId} and status = 'published'
        and starts_on > ${startsOn}::date
    ) next
    where l.city_id = ${cityId} and l.district_id = ${districtId} and l.fixed_at is not null
      and ${day} >= ${startsOn}::date and ${day} < coalesce(next.starts_on, 'infinity')
    order by l.fixed_at desc, l.id desc
    limit ${MOST}`)) as unknown as Row[];
  return {
    count: rows[0]?.total ?? 0,
    until: rows[0]?.until ?? null,
    latest: rows.map(({ note, name_zh: nameZh, name_en: nameEn, fixed_on: fixedOn }) => {
      return { note, street: { nameZh, nameEn }, fixedOn };
    }),
  };
}

interface Row {
  note: string;
  name_zh: string;
  name_en: string;
  fixed_on: string;
  until: string | null;
  total: number;
}
