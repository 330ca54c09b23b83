import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import {
  assignments,
  cases,
  cities,
  communities,
  drawnUnits,
  dwellingAddresses,
  dwellings,
  questionnaireVersions,
  siteSlots,
  sites,
  slots,
  streets,
  waves,
} from "../schema/index.ts";
import { readCaseHistory } from "./read-case-history.ts";

/** Whoever is in the field. */
interface Worker {
  userId: string;
  cityId: string;
  name: string;
}

/**
 * Everything that a volunteer needs for a day, also without a network: their present cases in open waves, with what
 * is known about each, and the questionnaires. Addresses come with assigned cases only.
 *
 * Round trips one after another: three.
 *
 * @returns null when the city is gone
 */
export async function readFieldWork(db: Database, viewer: Worker, now: Date) {
  const { cityId, userId, name } = viewer;
  const [[city], own] = await Promise.all([readCity(db, cityId), readOwnCases(db, cityId, userId)]);
  if (!city) return null;
  const waveIds = [...new Set(own.map(({ waveId }) => waveId))];
  const [open, historyOf] = await Promise.all([
    readWaves(db, cityId, waveIds),
    readCaseHistory(
      db,
      cityId,
      own.map(({ id }) => id),
    ),
  ]);
  const versionIds = [...new Set(open.map(({ questionnaireVersionId }) => questionnaireVersionId))];
  const districtIds = [...new Set(open.map(({ districtId }) => districtId))];
  const [questionnaires, choices] = await Promise.all([
    readQuestionnaires(db, versionIds),
    readStreets(db, cityId, districtIds),
  ]);
  return {
    serverTime: now.toISOString(),
    city,
    user: { id: userId, name },
    waves: open.map(({ districtId: _, ...wave }) => wave),
    questionnaires,
    streets: choices,
    cases: own.map((each) => {
      const { sessionEnded, ...history } = historyOf(each.id);
      return { ...each, ...history, ...(each.mode === "intercept" ? { sessionEnded } : {}) };
    }),
  };
}

function readCity(db: Database, cityId: string) {
  const { id, code, nameZh, nameEn, timeZone } = cities;
  return db.select({ id, code, nameZh, nameEn, timeZone }).from(cities).where(eq(cities.id, cityId));
}

function readQuestionnaires(db: Database, versionIds: string[]) {
  const { id, definition } = questionnaireVersions;
  return db.select({ versionId: id, definition }).from(questionnaireVersions).where(inArray(id, versionIds));
}

function readStreets(db: Database, cityId: string, districtIds: string[]) {
  const { id, code, nameZh, nameEn } = streets;
  return db
    .select({ id, code, nameZh, nameEn })
    .from(streets)
    .where(and(eq(streets.cityId, cityId), inArray(streets.districtId, districtIds)))
    .orderBy(asc(code));
}

function readOwnCases(db: Database, cityId: string, userId: string) {
  return db
    .select({
      id: cases.id,
      waveId: cases.waveId,
      mode: cases.mode,
      walkOrder: cases.walkOrder,
      streetId: cases.streetId,
      communityNameZh: communities.nameZh,
      communityNameEn: communities.nameEn,
      address: dwellingAddresses.address,
      selectionSeed: drawnUnits.selectionSeed,
      plannedOn: cases.plannedOn,
      interval: drawnUnits.interval,
      site: { nameZh: sites.nameZh, nameEn: sites.nameEn, kind: sites.kind },
      slot: {
        nameZh: slots.nameZh,
        nameEn: slots.nameEn,
        dayType: slots.dayType,
        startsAt: slots.startsAt,
        endsAt: slots.endsAt,
      },
    })
    .from(assignments)
    .innerJoin(cases, and(eq(cases.cityId, assignments.cityId), eq(cases.id, assignments.caseId)))
    .innerJoin(waves, and(eq(waves.cityId, cases.cityId), eq(waves.id, cases.waveId)))
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
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
    .where(
      and(
        eq(assignments.cityId, cityId),
        eq(assignments.userId, userId),
        isNull(assignments.endedAt),
        eq(waves.status, "open"),
      ),
    )
    .orderBy(asc(cases.waveId), asc(cases.mode), asc(cases.walkOrder));
}

function readWaves(db: Database, cityId: string, waveIds: string[]) {
  return db
    .select({
      id: waves.id,
      districtId: waves.districtId,
      code: waves.code,
      nameZh: waves.nameZh,
      nameEn: waves.nameEn,
      status: waves.status,
      startsOn: waves.startsOn,
      endsOn: waves.endsOn,
      questionnaireVersionId: waves.questionnaireVersionId,
      interceptRule: sql<"every-kth" | "quota">`coalesce(${waves.plan}->>'interceptRule', 'every-kth')`,
    })
    .from(waves)
    .where(and(eq(waves.cityId, cityId), inArray(waves.id, waveIds)))
    .orderBy(asc(waves.startsOn), asc(waves.code));
}
