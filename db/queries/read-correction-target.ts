import { sql } from "drizzle-orm";
import type { CorrectionSituation, CorrectionTarget } from "#surveys/fieldwork/judge-correction.ts";
import type { Database } from "../client.ts";

type Row = {
  [K in keyof CorrectionTarget]: K extends "kind" ? CorrectionTarget["kind"] | null : CorrectionTarget[K];
} & { correctedBy: string | null };

/** What stands under the id that a record corrects, and which other record has corrected it before. */
export async function readCorrectionTarget(
  db: Database,
  cityId: string,
  id: string,
  corrects: string,
): Promise<CorrectionSituation> {
  const [row] = (await db.execute(sql`
    select r.kind, r.user_id as "userId", r.device_id as "deviceId", n.sequence, a.live, a.standing,
      coalesce(v.case_id, o.case_id, a.case_id, s.case_id) as "caseId",
      coalesce(a.session_id, n.session_id) as "sessionId", k.id as "correctedBy"
    from cities c
    left join records r on r.city_id = c.id and r.id = ${corrects}::uuid
    left join visits v on v.city_id = c.id and v.id = r.id
    left join rosters o on o.city_id = c.id and o.id = r.id
    left join responses a on a.city_id = c.id and a.id = r.id
    left join intercept_counts n on n.city_id = c.id and n.id = r.id
    left join intercept_sessions s on s.city_id = c.id and s.id = n.session_id
    left join corrections k on k.city_id = c.id and k.corrects = ${corrects}::uuid and k.id <> ${id}::uuid
    where c.id = ${cityId}::uuid`)) as unknown as Row[];
  if (!row) return { target: null, correctedBy: null };
  const { correctedBy, kind, ...target } = row;
  return { target: kind ? { ...target, kind } : null, correctedBy };
}

/** Whatever stands in the place of a record now: itself, or the last of those that corrected it one after another. */
export async function readLastCorrection(db: Database, cityId: string, id: string): Promise<string> {
  const [row] = (await db.execute(sql`
    with recursive chain (id, place) as (
      select ${id}::uuid, 0
      union
      select k.id, chain.place + 1 from corrections k join chain on k.corrects = chain.id
      where k.city_id = ${cityId}::uuid and chain.place < 1000
    )
    select id from chain order by place desc limit 1`)) as unknown as { id: string }[];
  return row?.id ?? id;
}
