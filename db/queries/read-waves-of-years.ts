import { and, asc, between, eq, inArray } from "drizzle-orm";
import type { Database } from "../client.ts";
import { waves } from "../schema/index.ts";

/** The last wave of a district in each of some years that was fielded, by year. */
export async function readWavesOfYears(
  db: Database,
  cityId: string,
  districtId: string,
  [from, to]: readonly [number, number],
): Promise<Map<number, { id: string; nameZh: string; nameEn: string }>> {
  const { id, nameZh, nameEn, startsOn } = waves;
  const rows = await db
    .select({ id, nameZh, nameEn, startsOn })
    .from(waves)
    .where(
      and(
        ...[eq(waves.cityId, cityId), eq(waves.districtId, districtId)],
        ...[
          between(startsOn, `${from}-01-01`, `${to}-12-31`),
          inArray(waves.status, ["closed", "published"]),
        ],
      ),
    )
    .orderBy(asc(startsOn), asc(waves.code));
  // The latest of a year comes last and stays.
  return new Map(rows.map(({ startsOn: day, ...wave }) => [Number(day.slice(0, 4)), wave]));
}
