import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import type { Outcome } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { latestCounts } from "./latest-counts.ts";
import { cases, drawnUnits, interceptSessions, responses } from "../schema/index.ts";

/** A drawn site and slot with what was counted there, and whoever was spoken to. */
export interface SessionHeld {
  caseId: string;
  streetId: string;
  stratum: string;
  psu: string;
  /** Expected hits: the session's inclusion probability, which may pass 1. */
  overallPi: number;
  /** Null where no count has come yet. */
  counted: Counted | null;
  /** Those that count: of somebody whose interview was set aside only the count of approached is left. */
  responses: { id: string; outcome: Outcome }[];
}

/** The drawn sessions of a wave that were counted or interviewed in. */
export async function readSessionsHeld(db: Database, cityId: string, waveId: string): Promise<SessionHeld[]> {
  const drawn = await db
    .select({
      caseId: cases.id,
      streetId: cases.streetId,
      stratum: drawnUnits.stratum,
      psu: drawnUnits.psu,
      overallPi: drawnUnits.overallPi,
    })
    .from(cases)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
    .where(
      and(
        eq(cases.cityId, cityId),
        eq(cases.waveId, waveId),
        eq(cases.mode, "intercept"),
        isNotNull(drawnUnits.releasedAt),
      ),
    )
    .orderBy(asc(cases.walkOrder));
  const counts = await readCounts(db, cityId, waveId);
  const spoken = await readResponses(db, cityId, waveId);
  return drawn
    .filter(({ caseId }) => counts.has(caseId) || spoken.has(caseId))
    .map((unit) => ({
      ...unit,
      counted: counts.get(unit.caseId) ?? null,
      responses: spoken.get(unit.caseId) ?? [],
    }));
}

interface Counted {
  passed: number;
  approached: number;
  refused: number;
  /** Of the approached, under quotas: thanked because their cell was full. */
  screened: number;
}

/** Totals of each case: what counts of every tablet of every session, added up. */
async function readCounts(db: Database, cityId: string, waveId: string): Promise<Map<string, Counted>> {
  const rows = (await db.execute(sql`
    select case_id as "caseId", sum(passed)::int as passed, sum(approached)::int as approached, sum(refused)::int as refused,
      sum(screened)::int as screened
    from ${latestCounts(cityId, waveId)} latest
    group by case_id`)) as unknown as (Counted & { caseId: string })[];
  return new Map(rows.map(({ caseId, ...counted }) => [caseId, counted]));
}

async function readResponses(db: Database, cityId: string, waveId: string) {
  const rows = await db
    .select({ id: responses.id, outcome: responses.outcome, caseId: interceptSessions.caseId })
    .from(responses)
    .innerJoin(
      interceptSessions,
      and(eq(interceptSessions.cityId, responses.cityId), eq(interceptSessions.id, responses.sessionId)),
    )
    .where(
      and(
        eq(responses.cityId, cityId),
        eq(responses.waveId, waveId),
        eq(responses.mode, "intercept"),
        responses.live,
        eq(responses.standing, "counts"),
      ),
    )
    .orderBy(asc(responses.id));
  const byCase = new Map<string, { id: string; outcome: Outcome }[]>();
  for (const { caseId, ...response } of rows) byCase.set(caseId, [...(byCase.get(caseId) ?? []), response]);
  return byCase;
}
