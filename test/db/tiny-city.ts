import { createHash, randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "#db/client.ts";
import { assignCases } from "#db/queries/assign-cases.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import { importDistrict, type StreetImport } from "#db/queries/import-district.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import {
  assignments,
  cases,
  cities,
  drawnUnits,
  publicLinks,
  questionnaires,
  questionnaireVersions,
  type Role,
  scoringSheets,
  userRoles,
  users,
  waves,
} from "#db/schema/index.ts";
import definition from "#surveys/questionnaires/civility-2026.json" with { type: "json" };
import sheet from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { checkScoringSheet } from "#surveys/scoring-sheet.ts";
import { AGE_BANDS, SEXES } from "#surveys/vocabulary.ts";

export interface TinyCase {
  id: string;
  mode: "household" | "intercept";
  assignedTo: string | null;
  selectionSeed: string | null;
}

export interface TinyCity {
  cityId: string;
  districtId: string;
  streetCodes: [string, string];
  versionId: string;
  sheetId: string;
  waveId: string;
  slug: string;
  volunteer: Viewer;
  /** Has the cases of the second street. */
  otherVolunteer: Viewer;
  supervisor: Viewer;
  analyst: Viewer;
  /** The volunteer's household cases and session cases, in walking order; then those of the other volunteer. */
  cases: TinyCase[];
  ownHouseholds: TinyCase[];
  ownSessions: TinyCase[];
  otherHouseholds: TinyCase[];
}

const PLAN = {
  communitiesPerStreet: 2,
  dwellingsPerCommunity: 6,
  sessionsPerStreet: 5,
  interviewsPerSession: 10,
};
const SLOTS = ["08", "12", "17"];

/**
 * A whole city of two streets with an open wave, drawn and assigned: one volunteer a street, a supervisor, an analyst
 * and a public link. Made in half a second; every call makes another city.
 */
export async function makeTinyCity(
  db: Database,
  code = `tiny-${randomUUID().slice(0, 8)}`,
): Promise<TinyCity> {
  const cityId = uuidv7();
  await db.insert(cities).values({ id: cityId, code, nameZh: "小城", nameEn: "Tiny City" });
  const streets = [tinyStreet("s1"), tinyStreet("s2")];
  const { districtId, streetIds } = await importDistrict(db, cityId, {
    code: "d",
    nameZh: "小区",
    nameEn: "Tiny District",
    asOf: "2026-01-01",
    streets,
    slots: SLOTS.map((hour) => ({
      code: hour,
      nameZh: `${hour}点`,
      nameEn: `${hour} o'clock`,
      dayType: hour === "12" ? "weekend" : "weekday",
      startsAt: `${hour}:00`,
      endsAt: `${hour}:59`,
    })),
  });
  const { versionId, sheetId } = await makeQuestionnaire(db);
  const person = (login: string, role: Role, street?: string) =>
    makeViewer(db, cityId, login, role, street ? streetIds.get(street)! : null);
  const volunteer = await person("v1", "volunteer", "s1");
  const otherVolunteer = await person("v2", "volunteer", "s2");
  const supervisor = await person("boss", "supervisor");
  const analyst = await person("analyst", "analyst");

  const waveId = uuidv7();
  const period = { startsOn: "2026-06-01", endsOn: "2026-06-14" };
  await db.insert(waves).values({
    cityId,
    id: waveId,
    districtId,
    code: "w1",
    nameZh: "第一轮",
    nameEn: "First wave",
    ...period,
    questionnaireVersionId: versionId,
    scoringSheetId: sheetId,
    plan: PLAN,
    lambda: 0.5,
  });
  await drawWave(db, cityId, waveId, "tiny", null);
  await assignCases(db, cityId, waveId, null);
  await setWaveStatus(db, cityId, waveId, "open");
  const slug = `${code}-w1`;
  await db.insert(publicLinks).values({ slug, cityId, waveId });

  const all = await readCases(db, cityId, waveId);
  const of = ({ userId }: Viewer, mode: string) =>
    all.filter((each) => each.assignedTo === userId && each.mode === mode);
  return {
    ...{ cityId, districtId, streetCodes: ["s1", "s2"], versionId, sheetId, waveId, slug },
    ...{ volunteer, otherVolunteer, supervisor, analyst, cases: all },
    ownHouseholds: of(volunteer, "household"),
    ownSessions: of(volunteer, "intercept"),
    otherHouseholds: of(otherVolunteer, "household"),
  };
}

export async function setWaveStatus(
  db: Database,
  cityId: string,
  waveId: string,
  status: (typeof waves.$inferSelect)["status"],
): Promise<void> {
  await db
    .update(waves)
    .set({ status })
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
}

function tinyStreet(code: string): StreetImport {
  const names = (what: string) => ({ nameZh: `${code}${what}`, nameEn: `${code} ${what}` });
  const nowhere = { longitude: null, latitude: null };
  return {
    code,
    ...names("街道"),
    boundary: null,
    communities: [1, 2, 3, 4, 5].map((n) => ({
      code: `${code}c${n}`,
      ...names(`社区${n}`),
      ...nowhere,
      addresses: Array.from({ length: 10 + n }, (_, i) => `${code} ${n}号 ${i + 1}室`),
    })),
    sites: [1, 2, 3].map((n) => ({
      code: `${code}p${n}`,
      ...names(`公园${n}`),
      ...nowhere,
      kind: "park" as const,
      footfall: Object.fromEntries(SLOTS.map((hour, i) => [hour, 100 + 20 * n + 10 * i])),
    })),
    population: AGE_BANDS.flatMap((ageBand) => SEXES.map((sex) => ({ ageBand, sex, persons: 100 }))),
    covariates: { density: 1 },
  };
}

/** The questionnaire that comes with the program, as a version of its own. */
export async function makeQuestionnaire(db: Database): Promise<{ versionId: string; sheetId: string }> {
  const questionnaireId = uuidv7();
  const versionId = uuidv7();
  const sheetId = uuidv7();
  await db
    .insert(questionnaires)
    .values({ id: questionnaireId, code: questionnaireId, nameZh: "问卷", nameEn: "Questionnaire" });
  await db.insert(questionnaireVersions).values({
    id: versionId,
    questionnaireId,
    version: 1,
    definition,
    sha256: createHash("sha256").update(JSON.stringify(definition)).digest("hex"),
  });
  await db
    .insert(scoringSheets)
    .values({ id: sheetId, questionnaireVersionId: versionId, version: 1, sheet: checkScoringSheet(sheet) });
  return { versionId, sheetId };
}

async function makeViewer(
  db: Database,
  cityId: string,
  login: string,
  role: Role,
  streetId: string | null,
): Promise<Viewer> {
  const userId = uuidv7();
  const scope = streetId ? "street" : "city";
  await db.insert(users).values({ cityId, id: userId, login, name: login, passwordHash: "none" });
  await db.insert(userRoles).values({ cityId, id: uuidv7(), userId, role, scope, areaId: streetId });
  return {
    ...{ sessionId: uuidv7(), userId, cityId, login, name: login, language: null },
    roles: [{ role, scope, areaId: streetId }],
  };
}

async function readCases(db: Database, cityId: string, waveId: string): Promise<TinyCase[]> {
  return db
    .select({
      id: cases.id,
      mode: cases.mode,
      assignedTo: assignments.userId,
      selectionSeed: drawnUnits.selectionSeed,
    })
    .from(cases)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
    .leftJoin(
      assignments,
      and(
        eq(assignments.cityId, cases.cityId),
        eq(assignments.caseId, cases.id),
        isNull(assignments.endedAt),
      ),
    )
    .where(and(eq(cases.cityId, cityId), eq(cases.waveId, waveId)))
    .orderBy(cases.walkOrder);
}
