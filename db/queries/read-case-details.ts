import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { readCountCorrections } from "./read-count-corrections.ts";
import {
  cases,
  communities,
  corrections,
  dwellingAddresses,
  dwellings,
  interceptSessions,
  responses,
  rosters,
  sessionEvents,
  siteSlots,
  sites,
  slots,
  streets,
  users,
  visits,
} from "../schema/index.ts";

export type CaseDetails = Awaited<ReturnType<typeof readCaseDetails>>[number];

/** Where some cases are and what was done there, by whom; in the order of `ids`. */
export async function readCaseDetails(db: Database, cityId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const [places, visited, rostered, answered, held, recounted] = await Promise.all([
    readPlaces(db, cityId, ids),
    readVisits(db, cityId, ids),
    readRosters(db, cityId, ids),
    readResponses(db, cityId, ids),
    readSessions(db, cityId, ids),
    readCountCorrections(db, cityId, ids),
  ]);
  const placeOf = new Map(places.map((each) => [each.id, each]));
  const of = <T extends { caseId: string | null }>(rows: T[], id: string) =>
    rows.filter(({ caseId }) => caseId === id);
  return ids.flatMap((id) => {
    const place = placeOf.get(id);
    if (!place) return [];
    return [
      {
        ...place,
        visits: of(visited, id),
        roster: of(rostered, id).at(-1) ?? null,
        response: of(answered, id)[0] ?? null,
        sessions: of(held, id),
        recounted: of(recounted, id),
      },
    ];
  });
}

function readPlaces(db: Database, cityId: string, ids: readonly string[]) {
  return db
    .select({
      id: cases.id,
      walkOrder: cases.walkOrder,
      plannedOn: cases.plannedOn,
      address: dwellingAddresses.address,
      position: dwellings.position,
      street: { id: streets.id, nameZh: streets.nameZh, nameEn: streets.nameEn },
      community: { nameZh: communities.nameZh, nameEn: communities.nameEn },
      site: { nameZh: sites.nameZh, nameEn: sites.nameEn },
      slot: { nameZh: slots.nameZh, nameEn: slots.nameEn, startsAt: slots.startsAt, endsAt: slots.endsAt },
    })
    .from(cases)
    .innerJoin(streets, and(eq(streets.cityId, cases.cityId), eq(streets.id, cases.streetId)))
    .leftJoin(dwellings, and(eq(dwellings.cityId, cases.cityId), eq(dwellings.id, cases.dwellingId)))
    .leftJoin(
      dwellingAddresses,
      and(eq(dwellingAddresses.cityId, cases.cityId), eq(dwellingAddresses.dwellingId, cases.dwellingId)),
    )
    .leftJoin(
      communities,
      and(eq(communities.cityId, dwellings.cityId), eq(communities.id, dwellings.communityId)),
    )
    .leftJoin(siteSlots, and(eq(siteSlots.cityId, cases.cityId), eq(siteSlots.id, cases.siteSlotId)))
    .leftJoin(sites, and(eq(sites.cityId, siteSlots.cityId), eq(sites.id, siteSlots.siteId)))
    .leftJoin(slots, and(eq(slots.cityId, siteSlots.cityId), eq(slots.id, siteSlots.slotId)))
    .where(and(eq(cases.cityId, cityId), inArray(cases.id, [...ids])));
}

const isCorrected = (of: typeof visits) => sql<boolean>`exists (select 1 from ${corrections} k
  where k.city_id = ${of.cityId} and k.case_id = ${of.caseId} and k.corrects = ${of.id})`;

function readVisits(db: Database, cityId: string, ids: readonly string[]) {
  return db
    .select({
      caseId: visits.caseId,
      id: visits.id,
      disposition: visits.disposition,
      reason: visits.reason,
      happenedAt: visits.happenedAt,
      appointmentAt: visits.appointmentAt,
      note: visits.note,
      by: users.name,
      correction: corrections.reason,
      isCorrected: isCorrected(visits),
    })
    .from(visits)
    .leftJoin(users, and(eq(users.cityId, visits.cityId), eq(users.id, visits.userId)))
    .leftJoin(corrections, and(eq(corrections.cityId, visits.cityId), eq(corrections.id, visits.id)))
    .where(and(eq(visits.cityId, cityId), inArray(visits.caseId, [...ids])))
    .orderBy(asc(visits.happenedAt), asc(visits.id));
}

function readRosters(db: Database, cityId: string, ids: readonly string[]) {
  return db
    .select({ caseId: rosters.caseId, happenedAt: rosters.happenedAt, eligible: rosters.eligible })
    .from(rosters)
    .where(and(eq(rosters.cityId, cityId), inArray(rosters.caseId, [...ids])))
    .orderBy(asc(rosters.happenedAt), asc(rosters.id));
}

function readResponses(db: Database, cityId: string, ids: readonly string[]) {
  return db
    .select({
      caseId: responses.caseId,
      id: responses.id,
      outcome: responses.outcome,
      completedAt: responses.completedAt,
      by: users.name,
      correction: corrections.reason,
    })
    .from(responses)
    .leftJoin(users, and(eq(users.cityId, responses.cityId), eq(users.id, responses.userId)))
    .leftJoin(corrections, and(eq(corrections.cityId, responses.cityId), eq(corrections.id, responses.id)))
    .where(
      and(
        eq(responses.cityId, cityId),
        inArray(responses.caseId, [...ids]),
        eq(responses.mode, "household"),
        eq(responses.live, true),
      ),
    );
}

function readSessions(db: Database, cityId: string, ids: readonly string[]) {
  return db
    .select({
      caseId: interceptSessions.caseId,
      event: sessionEvents.event,
      happenedAt: sessionEvents.happenedAt,
      by: users.name,
    })
    .from(interceptSessions)
    .innerJoin(
      sessionEvents,
      and(
        eq(sessionEvents.cityId, interceptSessions.cityId),
        eq(sessionEvents.sessionId, interceptSessions.id),
      ),
    )
    .leftJoin(users, and(eq(users.cityId, interceptSessions.cityId), eq(users.id, interceptSessions.userId)))
    .where(and(eq(interceptSessions.cityId, cityId), inArray(interceptSessions.caseId, [...ids])))
    .orderBy(asc(sessionEvents.happenedAt));
}
