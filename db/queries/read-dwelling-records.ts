import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { cities, responses, visits } from "../schema/index.ts";
import { isAttempt } from "./attempted-visits.ts";

const localTime = (moment: typeof visits.happenedAt | typeof responses.completedAt) =>
  sql<string>`to_char(${moment} at time zone ${cities.timeZone}, 'YYYY-MM-DD"T"HH24:MI')`;

/** The attempts at each dwelling of a wave, by case, the earliest first; times in the city's own time. */
export async function readAttempts(db: Database, cityId: string, waveId: string) {
  const rows = await db
    .select({
      caseId: visits.caseId,
      disposition: visits.disposition,
      reason: visits.reason,
      localTime: localTime(visits.happenedAt),
    })
    .from(visits)
    .innerJoin(cities, eq(cities.id, visits.cityId))
    .where(and(eq(visits.cityId, cityId), eq(visits.waveId, waveId), isAttempt))
    .orderBy(asc(visits.happenedAt), asc(visits.id));
  const byCase = new Map<string, typeof rows>();
  for (const row of rows) {
    const made = byCase.get(row.caseId);
    if (made) made.push(row);
    else byCase.set(row.caseId, [row]);
  }
  return byCase;
}

/** The live interview of each dwelling of a wave, by case. */
export async function readLiveInterviews(db: Database, cityId: string, waveId: string) {
  const rows = await db
    .select({
      id: responses.id,
      caseId: responses.caseId,
      outcome: responses.outcome,
      standing: responses.standing,
      ageBand: responses.ageBand,
      sex: responses.sex,
      localTime: localTime(responses.completedAt),
    })
    .from(responses)
    .innerJoin(cities, eq(cities.id, responses.cityId))
    .where(
      and(
        eq(responses.cityId, cityId),
        eq(responses.waveId, waveId),
        eq(responses.mode, "household"),
        responses.live,
      ),
    );
  return new Map(rows.map((row) => [row.caseId ?? "", row]));
}
