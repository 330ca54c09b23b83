import { sql } from "drizzle-orm";
import type { Mode } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { isoMoment } from "../iso-moment.ts";

/** What somebody wrote at the end of an interview, and how many photos came with it. */
export interface StreetComment {
  responseId: string;
  mode: Mode;
  completedAt: string;
  comment: string | null;
  photos: number;
  /** The ledger's entry that was made of it. */
  entryId: string | null;
}

export interface CommentsAsked {
  waveId: string;
  streetId: string;
  /** Words to be found in the comment; "" for all. */
  search: string;
  /** Only those with a photo. */
  withPhotos: boolean;
  from: number;
  count: number;
}

/**
 * Comments and photos of interviews in a street that stand, the newest first; of online answers those of its residents.
 *
 * @returns a page of them, with the number of all
 */
export async function readStreetComments(
  db: Database,
  cityId: string,
  { waveId, streetId, search, withPhotos, from, count }: CommentsAsked,
): Promise<{ total: number; comments: StreetComment[] }> {
  const found = sql`
    from responses r
    left join cases k on k.city_id = r.city_id and k.id = r.case_id
    left join streets s on s.city_id = r.city_id and s.code = r.residence and r.mode = 'online'
    left join (
      select city_id, response_id, count(*)::int as photos
      from response_photos where city_id = ${cityId} group by city_id, response_id
    ) p on p.city_id = r.city_id and p.response_id = r.id
    where r.city_id = ${cityId} and r.wave_id = ${waveId} and r.live and r.standing = 'counts'
      and r.outcome <> 'ineligible' and coalesce(k.street_id, s.id) = ${streetId}
      and ${withPhotos ? sql`p.photos > 0` : sql`(btrim(coalesce(r.comment, '')) <> '' or p.photos > 0)`}
      and ${search === "" ? sql`true` : sql`position(lower(${search}) in lower(coalesce(r.comment, ''))) > 0`}`;
  const [totals, comments] = (await Promise.all([
    db.execute(sql`select count(*)::int as total ${found}`),
    db.execute(sql`
      select r.id as "responseId", r.mode, ${isoMoment(sql`r.completed_at`)} as "completedAt",
        nullif(btrim(coalesce(r.comment, '')), '') as comment, coalesce(p.photos, 0) as photos,
        (select l.id from ledger_entries l where l.city_id = r.city_id and l.response_id = r.id) as "entryId"
      ${found}
      order by r.completed_at desc, r.id desc
      limit ${count} offset ${from}`),
  ])) as unknown as [{ total: number }[], StreetComment[]];
  return { total: totals[0]?.total ?? 0, comments: [...comments] };
}
