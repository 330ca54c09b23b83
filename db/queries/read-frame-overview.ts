import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";

/** What a street has for waves to be drawn from. */
export interface FrameStreet {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  hasBoundary: boolean;
  communities: number;
  /** Communities without a single listed dwelling. */
  unlisted: number;
  households: number;
  listed: number;
  sites: number;
  siteSlots: number;
  /** The latest day of population figures, how many of the cells they fill, and the persons in them. */
  asOf: string | null;
  cells: number;
  persons: number;
  [key: string]: unknown;
}

/** The lists of a district, street by street in the order of their codes. */
export async function readFrameOverview(
  db: Database,
  cityId: string,
  districtId: string,
): Promise<FrameStreet[]> {
  const rows = await db.execute<FrameStreet>(sql`
    with listing as (
      select d.community_id, count(*)::int as listed from dwellings d where d.city_id = ${cityId} group by 1
    ), homes as (
      select c.street_id, count(*)::int as communities, count(*) filter (where l.listed is null)::int as unlisted,
        sum(c.dwelling_count)::int as households, coalesce(sum(l.listed), 0)::int as listed
      from communities c left join listing l on l.community_id = c.id
      where c.city_id = ${cityId} group by 1
    ), corners as (
      select p.street_id, count(distinct p.id)::int as sites, count(ss.id)::int as site_slots
      from sites p left join site_slots ss on ss.city_id = p.city_id and ss.site_id = p.id
      where p.city_id = ${cityId} group by 1
    ), latest as (
      select street_id, max(as_of) as as_of from control_totals where city_id = ${cityId} group by 1
    ), people as (
      select t.street_id, t.as_of, count(*)::int as cells, sum(t.persons)::int as persons
      from control_totals t join latest on latest.street_id = t.street_id and latest.as_of = t.as_of
      where t.city_id = ${cityId} group by 1, 2
    )
    select s.id, s.code, s.name_zh as "nameZh", s.name_en as "nameEn", s.boundary is not null as "hasBoundary",
      coalesce(h.communities, 0) as communities, coalesce(h.unlisted, 0) as unlisted,
      coalesce(h.households, 0) as households, coalesce(h.listed, 0) as listed,
      coalesce(c.sites, 0) as sites, coalesce(c.site_slots, 0) as "siteSlots",
      p.as_of::text as "asOf", coalesce(p.cells, 0) as cells, coalesce(p.persons, 0) as persons
    from streets s
    left join homes h on h.street_id = s.id
    left join corners c on c.street_id = s.id
    left join people p on p.street_id = s.id
    where s.city_id = ${cityId} and s.district_id = ${districtId}
    order by s.code`);
  return [...rows];
}
