import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { type CaseStanding, dwellingStanding, sessionStanding } from "#surveys/fieldwork/case-state.ts";
import type { Database } from "../client.ts";
import {
  assignments,
  cases,
  drawnUnits,
  interceptSessions,
  rosters,
  sessionEvents,
  siteSlots,
  slots,
  streets,
} from "../schema/index.ts";
import { readAttempts, readLiveInterviews } from "./read-dwelling-records.ts";

/** A released case: where it is, who has it and how it stands. */
export interface StandingCase extends Omit<CaseStanding, "disposition"> {
  id: string;
  mode: "household" | "intercept";
  streetId: string;
  districtId: string;
  communityId: string | null;
  /** Present assignee. */
  userId: string | null;
  day: string | null;
  startsAt: string | null;
  endsAt: string | null;
  /** Null for a session. */
  disposition: CaseStanding["disposition"] | null;
}

/** Every released case of a wave with its standing, dwellings before sessions, each in walking order. */
export async function readCaseStandings(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<StandingCase[]> {
  const released = await readReleased(db, cityId, waveId);
  const visited = await readAttempts(db, cityId, waveId);
  const rostered = await readRosters(db, cityId, waveId);
  const answered = await readLiveInterviews(db, cityId, waveId);
  const held = await readSessions(db, cityId, waveId);
  return released.map((each): StandingCase => {
    if (each.mode === "intercept") {
      const started = held.has(each.id);
      const standing = sessionStanding({ started, ended: held.get(each.id) === true });
      return { ...each, ...standing, disposition: null, visitsAtDifferentTimes: 0 };
    }
    const history = {
      visits: visited.get(each.id) ?? [],
      rostered: rostered.get(each.id) ?? null,
      response: answered.get(each.id) ?? null,
    };
    return { ...each, ...dwellingStanding(history) };
  });
}

function readReleased(db: Database, cityId: string, waveId: string) {
  return db
    .select({
      id: cases.id,
      mode: cases.mode,
      streetId: cases.streetId,
      districtId: streets.districtId,
      communityId: drawnUnits.communityId,
      userId: assignments.userId,
      day: cases.plannedOn,
      startsAt: slots.startsAt,
      endsAt: slots.endsAt,
    })
    .from(cases)
    .innerJoin(streets, and(eq(streets.cityId, cases.cityId), eq(streets.id, cases.streetId)))
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
    .leftJoin(
      assignments,
      and(
        eq(assignments.cityId, cases.cityId),
        eq(assignments.caseId, cases.id),
        isNull(assignments.endedAt),
      ),
    )
    .leftJoin(siteSlots, and(eq(siteSlots.cityId, cases.cityId), eq(siteSlots.id, cases.siteSlotId)))
    .leftJoin(slots, and(eq(slots.cityId, siteSlots.cityId), eq(slots.id, siteSlots.slotId)))
    .where(and(eq(cases.cityId, cityId), eq(cases.waveId, waveId), isNotNull(drawnUnits.releasedAt)))
    .orderBy(asc(cases.mode), asc(cases.walkOrder), asc(cases.id));
}

async function readRosters(db: Database, cityId: string, waveId: string) {
  const rows = await db
    .select({ caseId: rosters.caseId, eligible: rosters.eligible })
    .from(rosters)
    .where(and(eq(rosters.cityId, cityId), eq(rosters.waveId, waveId)))
    .orderBy(asc(rosters.happenedAt), asc(rosters.id));
  // The latest of a case comes last and stays.
  return new Map(rows.map(({ caseId, eligible }) => [caseId, eligible]));
}

/** Cases whose session was opened, and whether it was ended. */
async function readSessions(db: Database, cityId: string, waveId: string) {
  const rows = await db
    .select({
      caseId: interceptSessions.caseId,
      ended: sql<boolean>`coalesce(bool_or(${sessionEvents.event} = 'end'), false)`,
    })
    .from(interceptSessions)
    .leftJoin(
      sessionEvents,
      and(
        eq(sessionEvents.cityId, interceptSessions.cityId),
        eq(sessionEvents.sessionId, interceptSessions.id),
      ),
    )
    .where(and(eq(interceptSessions.cityId, cityId), eq(interceptSessions.waveId, waveId)))
    .groupBy(interceptSessions.caseId);
  return new Map(rows.map(({ caseId, ended }) => [caseId, ended]));
}
