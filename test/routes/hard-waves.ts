import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "#db/client.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { importDistrict } from "#db/queries/import-district.ts";
import {
  cities,
  controlTotals,
  districts,
  drawnUnits,
  type Role,
  streets,
  userRoles,
  users,
  waves,
} from "#db/schema/index.ts";
import { AGE_BANDS, SEXES } from "#surveys/vocabulary.ts";
import { makeQuestionnaire } from "#test/db/tiny-city.ts";
import { addComments } from "./add-comments.ts";
import { type Filling, fillWave, type Respondent } from "./fill-wave.ts";

/** A closed wave of five streets that something is hard about; every call makes a city of its own. */
export interface HardWave {
  cityId: string;
  districtId: string;
  waveId: string;
  /** By code: "a" to "e". */
  streetIds: string[];
  analyst: Viewer;
  administrator: Viewer;
  volunteer: Viewer;
  questionnaire: { versionId: string; sheetId: string };
}

export const PLAN = {
  communitiesPerStreet: 5,
  dwellingsPerCommunity: 8,
  sessionsPerStreet: 5,
  interviewsPerSession: 6,
};
const STREETS = ["a", "b", "c", "d", "e"];
const SLOTS = ["08", "12", "17"];
/** A name that spreadsheets, pages and file names stumble over. */
export const ODD_NAME = `=cmd|' /C calc'!A0, "the \\ <b>odd</b> one", 'x'`;

const hard =
  (filling: Filling, spoil?: (db: Database, wave: HardWave) => Promise<unknown>) =>
  async (db: Database): Promise<HardWave> => {
    const wave = await drawHardWave(db);
    await spoil?.(db, wave);
    await fillWave(db, wave, filling);
    return wave;
  };

const inStreet = (street: number) => (who: Respondent) => who.street === street;

/** One builder for each thing that can be hard about a wave, and an ordinary one. */
export const HARD_WAVES = {
  ordinary: hard({
    discontent: ({ street, psu, chance }) => 0.1 + 0.1 * street + 0.1 * chance(`psu ${psu}`),
  }),
  "no response": hard({ answers: () => false }),
  "a street of one PSU": hard(
    { answers: (who) => who.mode !== "household" || who.street > 0 || who.psu === 0 },
    (db, wave) => releaseOnePsu(db, wave),
  ),
  "a street where nobody answered": hard({ answers: (who) => !inStreet(1)(who) }),
  "an item that all answered don't know": hard({ code: (_, { id }) => (id === "q01" ? -1 : undefined) }),
  "a street without intercepts": hard({ answers: (who) => !(inStreet(2)(who) && who.mode === "intercept") }),
  "control totals that contradict": hard({}, (db, { cityId, streetIds }) =>
    db
      .update(controlTotals)
      .set({ persons: 0 })
      .where(and(eq(controlTotals.cityId, cityId), eq(controlTotals.streetId, streetIds[0]!))),
  ),
  "raking that does not converge": hard(
    // Only the first street has women, but half of all residents are women.
    { cell: (who) => ({ ageBand: AGE_BANDS[who.place % 3]!, sex: who.street === 0 ? "female" : "male" }) },
  ),
  "everybody answered alike": hard({ code: () => 0 }),
  "10,000 comments": hard({}, (db, { cityId, waveId }) =>
    addComments(db, { cityId, waveId, residence: STREETS[0]!, count: 10_000 }),
  ),
  "a name with quotes, commas and =cmd": hard(
    { comment: ({ place }) => (place === 0 ? ODD_NAME : null) },
    async (db, { cityId, districtId, streetIds, waveId }) => {
      const names = { nameZh: ODD_NAME, nameEn: ODD_NAME };
      const [street] = streetIds;
      await db
        .update(streets)
        .set(names)
        .where(and(eq(streets.cityId, cityId), eq(streets.id, street!)));
      await db
        .update(waves)
        .set(names)
        .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
      await db
        .update(districts)
        .set(names)
        .where(and(eq(districts.cityId, cityId), eq(districts.id, districtId)));
    },
  ),
} satisfies Record<string, (db: Database) => Promise<HardWave>>;

/**
 * An ordinary wave of June with an earlier one of May, which kept about half of its communities.
 *
 * @param earlier  how the earlier one was answered
 */
export async function makeWavePair(
  db: Database,
  earlier: Filling = { discontent: () => 0.5 },
): Promise<HardWave & { previousId: string }> {
  const first = await drawHardWave(db, { startsOn: "2026-05-01", endsOn: "2026-05-14", code: "w0" });
  await fillWave(db, first, earlier);
  const waveId = await addDrawnWave(db, first, { keep: first.waveId });
  await fillWave(db, { cityId: first.cityId, waveId }, { discontent: () => 0.2 });
  return { ...first, waveId, previousId: first.waveId };
}

interface Period {
  code?: string;
  startsOn?: string;
  endsOn?: string;
}

/** The city with its wave drawn and closed, and nobody asked. */
export async function drawHardWave(db: Database, period: Period = {}): Promise<HardWave> {
  const cityId = uuidv7();
  await db
    .insert(cities)
    .values({ id: cityId, code: `hard-${randomUUID()}`, nameZh: "难城", nameEn: "Hard" });
  const { districtId, streetIds } = await importDistrict(db, cityId, {
    ...{ code: "d", nameZh: "难区", nameEn: "Hard District", asOf: "2026-01-01" },
    streets: STREETS.map((code, i) => hardStreet(code, i)),
    slots: SLOTS.map((hour) => ({
      ...{ code: hour, nameZh: `${hour}点`, nameEn: `${hour} o'clock`, dayType: "weekday" as const },
      ...{ startsAt: `${hour}:00`, endsAt: `${hour}:59` },
    })),
  });
  const questionnaire = await makeQuestionnaire(db);
  const city = { cityId, districtId, questionnaire };
  const waveId = await addDrawnWave(db, city, period);
  const person = (role: Role) => makePerson(db, cityId, role);
  return {
    ...{ ...city, waveId, streetIds: STREETS.map((code) => streetIds.get(code)!) },
    ...{ analyst: await person("analyst"), administrator: await person("administrator") },
    volunteer: await person("volunteer"),
  };
}

/** Another drawn and closed wave of a city; with the questionnaire of the first. */
async function addDrawnWave(
  db: Database,
  city: Pick<HardWave, "cityId" | "districtId" | "questionnaire">,
  { code = "w1", startsOn = "2026-06-01", endsOn = "2026-06-14", keep }: Period & { keep?: string },
): Promise<string> {
  const { cityId, districtId } = city;
  const waveId = uuidv7();
  const { versionId, sheetId } = city.questionnaire;
  await db.insert(waves).values({
    ...{
      cityId,
      id: waveId,
      districtId,
      code,
      nameZh: `${code}轮`,
      nameEn: `Wave ${code}`,
      startsOn,
      endsOn,
    },
    ...{ questionnaireVersionId: versionId, scoringSheetId: sheetId, lambda: 0.5, targetShare: 16 },
    plan: { ...PLAN, ...(keep ? { keep: { waveId: keep, part: 0.5 } } : {}) },
  });
  const drawn = await drawWave(db, cityId, waveId, code, null);
  if (drawn.status !== "drawn") throw new Error(`the wave was not drawn: ${drawn.status}`);
  await db
    .update(waves)
    .set({ status: "closed" })
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  return waveId;
}

function hardStreet(code: string, i: number) {
  const names = (what: string) => ({ nameZh: `${code}${what}`, nameEn: `${code} ${what}` });
  const nowhere = { longitude: null, latitude: null };
  const [west, east] = [112 + i / 100, 112 + (i + 1) / 100];
  const ring = [
    [west, 28],
    [east, 28],
    [east, 28.01],
    [west, 28.01],
    [west, 28],
  ];
  return {
    code,
    ...names("街道"),
    boundary: { type: "Polygon" as const, coordinates: [ring] },
    communities: [1, 2, 3, 4, 5, 6, 7].map((n) => ({
      ...{ code: `${code}c${n}`, ...names(`社区${n}`), ...nowhere },
      addresses: Array.from({ length: 20 + n }, (_, place) => `${code} ${n}号 ${place + 1}室`),
    })),
    sites: [1, 2, 3].map((n) => ({
      ...{ code: `${code}p${n}`, ...names(`公园${n}`), ...nowhere, kind: "park" as const },
      footfall: Object.fromEntries(SLOTS.map((hour, slot) => [hour, 100 + 20 * n + 10 * slot])),
    })),
    population: AGE_BANDS.flatMap((ageBand) =>
      SEXES.map((sex) => ({ ageBand, sex, persons: 100 * (1 + i) })),
    ),
    covariates: { density: 1 + i },
  };
}

async function makePerson(db: Database, cityId: string, role: Role): Promise<Viewer> {
  const userId = uuidv7();
  await db.insert(users).values({ cityId, id: userId, login: role, name: role, passwordHash: "none" });
  await db.insert(userRoles).values({ cityId, id: uuidv7(), userId, role, scope: "city", areaId: null });
  return {
    ...{ sessionId: uuidv7(), userId, cityId, login: role, name: role, language: null },
    roles: [{ role, scope: "city", areaId: null }],
  };
}

/** Only one community of the first street was released. */
async function releaseOnePsu(db: Database, { cityId, streetIds }: HardWave): Promise<void> {
  const inFirst = and(
    eq(drawnUnits.cityId, cityId),
    eq(drawnUnits.mode, "household"),
    eq(drawnUnits.streetId, streetIds[0]!),
  );
  const [first] = await db.select().from(drawnUnits).where(inFirst).orderBy(drawnUnits.drawOrder).limit(1);
  await db
    .update(drawnUnits)
    .set({ releasedAt: null })
    .where(and(inFirst, ne(drawnUnits.psu, first!.psu)));
}
