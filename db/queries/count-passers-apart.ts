import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";

export interface PassersApart {
  /** Their turn, and gone before anybody could ask. */
  missed: number;
  /** Asked when their cell was full, and thanked. */
  screened: number;
}

/** By street, of the latest counts of every tablet of every session. */
export async function countPassersApart(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<Map<string, PassersApart>> {
  const rows = (await db.execute(sql`
    select street_id as "streetId", sum(missed)::int as missed, sum(screened)::int as screened
    from (
      select distinct on (c.session_id, c.device_id) k.street_id, c.missed, c.screened
      from intercept_counts c
      join intercept_sessions s on s.city_id = c.city_id and s.id = c.session_id
      join cases k on k.city_id = s.city_id and k.id = s.case_id
      where c.city_id = ${cityId} and c.wave_id = ${waveId}
      order by c.session_id, c.device_id, c.sequence desc, c.happened_at desc, c.id desc
    ) latest
    group by street_id`)) as unknown as (PassersApart & { streetId: string })[];
  return new Map(rows.map(({ streetId, ...apart }) => [streetId, apart]));
}
