import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { latestCounts } from "./latest-counts.ts";

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
    select k.street_id as "streetId", sum(latest.missed)::int as missed, sum(latest.screened)::int as screened
    from ${latestCounts(cityId, waveId)} latest
    join cases k on k.city_id = ${cityId} and k.id = latest.case_id
    group by k.street_id`)) as unknown as (PassersApart & { streetId: string })[];
  return new Map(rows.map(({ streetId, ...apart }) => [streetId, apart]));
}
