import { inArray, sql } from "drizzle-orm";
import { CODE_VERSION } from "../code-version.ts";
import type { Database } from "../client.ts";

/**
 * What a weighting of this wave would be made from, as a text that changes with it: records and the latest arrival,
 * released cases, decisions on interviews, the scoring sheet and the program's version. Null for an unknown wave.
 */
export async function describeWeightingInputs(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<string | null> {
  return (await describeInputsOfWaves(db, cityId, [waveId])).get(waveId) ?? null;
}

/** The same of several waves by one query; unknown waves have no entry. */
export async function describeInputsOfWaves(
  db: Database,
  cityId: string,
  waveIds: readonly string[],
): Promise<Map<string, string>> {
  if (waveIds.length === 0) return new Map();
  const wanted = (column: string) => inArray(sql.raw(column), [...waveIds]);
  const rows = (await db.execute(sql`
    select w.id, w.scoring_sheet_id as sheet, coalesce(r.count, 0) as records, r.latest, coalesce(c.count, 0) as cases,
      coalesce(v.count, 0) as reviews
    from waves w
    left join (
      select city_id, wave_id, count(*)::int as count, max(received_at)::text as latest
      from records where city_id = ${cityId} and ${wanted("wave_id")} group by city_id, wave_id
    ) r on r.city_id = w.city_id and r.wave_id = w.id
    left join (
      select c.city_id, c.wave_id, count(*)::int as count
      from cases c join drawn_units u on u.city_id = c.city_id and u.id = c.drawn_unit_id
      where c.city_id = ${cityId} and ${wanted("c.wave_id")} and u.released_at is not null group by c.city_id, c.wave_id
    ) c on c.city_id = w.city_id and c.wave_id = w.id
    left join (
      select city_id, wave_id, count(*)::int as count
      from reviews where city_id = ${cityId} and ${wanted("wave_id")} group by city_id, wave_id
    ) v on v.city_id = w.city_id and v.wave_id = w.id
    where w.city_id = ${cityId} and ${wanted("w.id")}`)) as unknown as Inputs[];
  return new Map(
    [...rows].map(({ id, sheet, records, latest, cases, reviews }) => [
      id,
      JSON.stringify({ records, latest, cases, reviews, sheet, code: CODE_VERSION }),
    ]),
  );
}

interface Inputs {
  id: string;
  sheet: string;
  records: number;
  latest: string | null;
  cases: number;
  reviews: number;
}
