import { and, desc, eq, inArray, lt, ne, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { responses, waves, type WaveStatus } from "../schema/index.ts";

/** What a wave is compared with. */
export interface PreviousWave {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  startsOn: string;
  endsOn: string;
  status: WaveStatus;
}

/**
 * The latest wave of the same district that began before this one, was fielded and has interviews that stand.
 *
 * @returns null for the first wave, and for an unknown one
 */
export async function readPreviousWave(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<PreviousWave | null> {
  if (!isUuid(waveId)) return null;
  const [own] = await db
    .select({ districtId: waves.districtId, startsOn: waves.startsOn })
    .from(waves)
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  if (!own) return null;
  const { id, code, nameZh, nameEn, startsOn, endsOn, status } = waves;
  const earlier = await db
    .select({ id, code, nameZh, nameEn, startsOn, endsOn, status })
    .from(waves)
    .where(
      and(
        ...[eq(waves.cityId, cityId), eq(waves.districtId, own.districtId), ne(waves.id, waveId)],
        ...[lt(waves.startsOn, own.startsOn), inArray(waves.status, ["open", "closed", "published"])],
      ),
    )
    .orderBy(desc(waves.startsOn), desc(waves.code));
  for (const wave of earlier)
    if (wave.status === "published" || (await isAnswered(db, cityId, wave.id))) return wave;
  return null;
}

async function isAnswered(db: Database, cityId: string, waveId: string): Promise<boolean> {
  const [row] = await db
    .select({ one: sql`1` })
    .from(responses)
    .where(
      and(
        ...[eq(responses.cityId, cityId), eq(responses.waveId, waveId), inArray(responses.mode, ASKED)],
        ...[eq(responses.live, true), eq(responses.standing, "counts"), ne(responses.outcome, "ineligible")],
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** Online answers make no share. */
const ASKED = ["household", "intercept"] as const;
