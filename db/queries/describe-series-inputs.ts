import { inArray, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { describeInputsOfWaves } from "./describe-weighting-inputs.ts";

/** Counts up when a series made before holds something else than one made now. */
const MAKING = 1;

/**
 * What each wave's series rests on, as a text that changes with it: of a published wave what was published; else what its
 * weighting is made from, λ, and the population of the district's streets. Unknown waves have no entry.
 */
export async function describeSeriesInputs(
  db: Database,
  cityId: string,
  waveIds: readonly string[],
): Promise<Map<string, string>> {
  if (waveIds.length === 0) return new Map();
  const rows = [
    ...((await db.execute(sql`
      select w.id, w.status, w.lambda, w.district_id as district, p.published, f.final
      from waves w
      left join (
        select city_id, wave_id, max(id::text) as published from published_estimates
        where city_id = ${cityId} group by city_id, wave_id
      ) p on p.city_id = w.city_id and p.wave_id = w.id
      left join (
        select city_id, wave_id, max(id::text || inputs) as final from weighting_runs
        where city_id = ${cityId} and kind = 'final' group by city_id, wave_id
      ) f on f.city_id = w.city_id and f.wave_id = w.id
      where w.city_id = ${cityId} and ${inArray(sql.raw("w.id"), [...waveIds])}`)) as unknown as Row[]),
  ];
  const working = rows.filter(({ status }) => status !== "published");
  const [weighting, population] = await Promise.all([
    describeInputsOfWaves(
      db,
      cityId,
      working.filter(({ final }) => final === null).map(({ id }) => id),
    ),
    describePopulation(db, cityId, [...new Set(working.map(({ district }) => district))]),
  ]);
  return new Map(
    rows.map(({ id, status, lambda, district, published, final }) => [
      id,
      JSON.stringify(
        status === "published"
          ? [MAKING, "published", published]
          : [MAKING, final ?? weighting.get(id), lambda, population.get(district)],
      ),
    ]),
  );
}

interface Row {
  id: string;
  status: string;
  lambda: number;
  district: string;
  published: string | null;
  final: string | null;
}

/** A digest of the streets and their population, by district. */
async function describePopulation(
  db: Database,
  cityId: string,
  districts: readonly string[],
): Promise<Map<string, string>> {
  if (districts.length === 0) return new Map();
  const rows = (await db.execute(sql`
    select s.district_id as district, md5(string_agg(
      concat_ws('|', s.id, c.age_band, c.sex, c.as_of, c.persons), ',' order by s.id, c.as_of, c.age_band, c.sex
    )) as digest
    from streets s left join control_totals c on c.city_id = s.city_id and c.street_id = s.id
    where s.city_id = ${cityId} and ${inArray(sql.raw("s.district_id"), [...districts])}
    group by s.district_id`)) as unknown as { district: string; digest: string }[];
  return new Map([...rows].map(({ district, digest }) => [district, digest]));
}
