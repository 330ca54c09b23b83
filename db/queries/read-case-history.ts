import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "../client.ts";
import { interceptSessions, responses, reviews, rosters, sessionEvents, visits } from "../schema/index.ts";
import { isAttempt } from "./attempted-visits.ts";

/**
 * What has happened at some cases: attempts in order, the latest roster, the outcome of the live household response or
 * why it was sent back, and whether a session was ended.
 */
export async function readCaseHistory(db: Database, cityId: string, caseIds: string[]) {
  const [visited, rostered, answered, returned, ended] = await Promise.all([
    db
      .select({
        caseId: visits.caseId,
        id: visits.id,
        disposition: visits.disposition,
        reason: visits.reason,
        happenedAt: visits.happenedAt,
        appointmentAt: visits.appointmentAt,
      })
      .from(visits)
      .where(and(eq(visits.cityId, cityId), inArray(visits.caseId, caseIds), isAttempt))
      .orderBy(asc(visits.happenedAt), asc(visits.id)),
    db
      .select({
        caseId: rosters.caseId,
        id: rosters.id,
        members: rosters.members,
        selected: rosters.selected,
      })
      .from(rosters)
      .where(and(eq(rosters.cityId, cityId), inArray(rosters.caseId, caseIds)))
      .orderBy(asc(rosters.happenedAt), asc(rosters.id)),
    db
      .select({ caseId: responses.caseId, outcome: responses.outcome, standing: responses.standing })
      .from(responses)
      .where(
        and(
          eq(responses.cityId, cityId),
          inArray(responses.caseId, caseIds),
          eq(responses.mode, "household"),
          eq(responses.live, true),
        ),
      ),
    readSentBack(db, cityId, caseIds),
    db
      .selectDistinct({ caseId: interceptSessions.caseId })
      .from(interceptSessions)
      .innerJoin(
        sessionEvents,
        and(
          eq(sessionEvents.cityId, interceptSessions.cityId),
          eq(sessionEvents.sessionId, interceptSessions.id),
        ),
      )
      .where(
        and(
          eq(interceptSessions.cityId, cityId),
          inArray(interceptSessions.caseId, caseIds),
          eq(sessionEvents.event, "end"),
        ),
      ),
  ]);
  const rosterOf = new Map(rostered.map(({ caseId, ...roster }) => [caseId, roster]));
  const outcomeOf = new Map(
    answered.map(({ caseId, outcome, standing }) => [caseId, standing === "sent-back" ? null : outcome]),
  );
  const isEnded = new Set(ended.map(({ caseId }) => caseId));
  const visitsOf = new Map<string, Omit<(typeof visited)[number], "caseId">[]>();
  for (const { caseId, ...visit } of visited) {
    const before = visitsOf.get(caseId);
    if (before) before.push(visit);
    else visitsOf.set(caseId, [visit]);
  }
  return (caseId: string) => ({
    visits: visitsOf.get(caseId) ?? [],
    roster: rosterOf.get(caseId) ?? null,
    responseOutcome: outcomeOf.get(caseId) ?? null,
    sentBack: returned.get(caseId) ?? null,
    sessionEnded: isEnded.has(caseId),
  });
}

/** Interviews that wait to be held again: which, why and since when. */
async function readSentBack(db: Database, cityId: string, caseIds: string[]) {
  const rows = await db
    .select({
      caseId: responses.caseId,
      responseId: responses.id,
      reason: reviews.reason,
      at: reviews.decidedAt,
    })
    .from(responses)
    .innerJoin(reviews, and(eq(reviews.cityId, responses.cityId), eq(reviews.responseId, responses.id)))
    .where(
      and(
        eq(responses.cityId, cityId),
        inArray(responses.caseId, caseIds),
        eq(responses.mode, "household"),
        eq(responses.live, true),
        eq(responses.standing, "sent-back"),
        eq(reviews.decision, "send-back"),
      ),
    )
    .orderBy(asc(reviews.decidedAt), asc(reviews.id));
  // The latest of a case comes last and stays.
  return new Map(
    rows.map(({ caseId, responseId, reason, at }) => {
      return [caseId ?? "", { responseId, reason, at: at.toISOString() }];
    }),
  );
}
