import { sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Mode } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { isoMoment } from "../iso-moment.ts";

/** What somebody wrote at the end of an interview, or photographed, with where it was. */
export interface NamedProblem {
  responseId: string;
  waveId: string;
  streetId: string;
  mode: Mode;
  completedAt: string;
  /** The respondent's own words: for the office alone. */
  comment: string | null;
  photos: number;
  /** The ledger's entry that was made of it. */
  entryId: string | null;
}

/**
 * The comment and the photos of one response that stands; of an online answer the street is its resident's.
 *
 * @returns null where there is no such response, nothing was said with it, or its street is not known
 */
export async function readNamedProblem(
  db: Database,
  cityId: string,
  responseId: string,
): Promise<NamedProblem | null> {
  if (!isUuid(responseId)) return null;
  const [problem] = (await db.execute(sql`
    select r.id as "responseId", r.wave_id as "waveId", coalesce(k.street_id, s.id) as "streetId", r.mode,
      ${isoMoment(sql`r.completed_at`)} as "completedAt", nullif(btrim(coalesce(r.comment, '')), '') as comment,
      (select count(*)::int from response_photos p
        where p.city_id = r.city_id and p.response_id = r.id) as photos,
      (select l.id from ledger_entries l where l.city_id = r.city_id and l.response_id = r.id) as "entryId"
    from responses r
    left join cases k on k.city_id = r.city_id and k.id = r.case_id
    left join streets s on s.city_id = r.city_id and s.code = r.residence and r.mode = 'online'
    where r.city_id = ${cityId} and r.id = ${responseId} and r.live and r.standing = 'counts'
      and r.outcome <> 'ineligible' and coalesce(k.street_id, s.id) is not null`)) as unknown as NamedProblem[];
  return problem && (problem.comment !== null || problem.photos > 0) ? problem : null;
}
