import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isWithheld } from "#analysis/score/withheld.ts";
import { KNOWN_PASSWORD } from "#app/server/demo/demo-people.ts";
import { seedDemo } from "#app/server/seed-demo.ts";
import { type Connection, connect } from "#db/client.ts";
import { changeCityCode, findCityByCode } from "#db/queries/add-city.ts";
import { listCities } from "#db/queries/list-cities.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import { removeCity, TABLES_OF_A_CITY } from "#db/queries/remove-city.ts";
import { signIn } from "#db/queries/sign-in.ts";
import * as schema from "#db/schema/index.ts";
import { assignments, draws, records, responses, users, visits, waves } from "#db/schema/index.ts";
import { cases } from "#db/schema/index.ts";
import { TABLE_CLASSES } from "#db/schema/table-classes.ts";
import { DEMO_SEED, generateDistrict, samplingFrame } from "#surveys/demo/generate-district.ts";
import { createOpinions } from "#surveys/demo/opinions.ts";
import { trueShares } from "#surveys/demo/true-shares.ts";
import { frameHash } from "#surveys/sampling/frame-hash.ts";
import sheet from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { checkScoringSheet } from "#surveys/scoring-sheet.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";

let database: TestDatabase;
let connection: Connection;
let cityId: string;
let signIns: { login: string; password: string; role: string }[];
const steps: string[] = [];

const options = {
  passwords: "known" as const,
  size: "small" as const,
  now: new Date("2026-06-17T02:00:00Z"),
  onProgress: (step: string, done: number, total: number) => void steps.push(`${step} ${done}/${total}`),
};

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  ({ signIns } = await seedDemo(connection.db, options));
  cityId = (await findCityByCode(connection.db, "demo"))!;
});

afterAll(async () => {
  await connection.close();
  await database.close();
});

test("the demo has its people, who can sign in, and its wave is open to citizens too", async () => {
  expect(signIns.slice(0, 5).map(({ login, role }) => `${login} ${role}`)).toEqual([
    "admin administrator",
    "analyst analyst",
    "supervisor supervisor",
    "volunteer volunteer",
    "volunteer2 volunteer",
  ]);
  const attempt = { password: KNOWN_PASSWORD, userAgent: null, now: new Date() };
  expect(await signIn(connection.db, cityId, { login: "admin", ...attempt })).not.toBeNull();
  const [link] = await connection.db.select().from(schema.publicLinks);
  expect(link).toMatchObject({ slug: "demo", cityId, active: true });
  const [wave] = await connection.db.select().from(waves).where(eq(waves.cityId, cityId));
  expect(wave).toMatchObject({ status: "open", startsOn: "2026-05-11", endsOn: "2026-06-28" });
  expect(steps).toContain("seed-district 0/1");
  expect(steps.at(-1)).toBe("seed-estimates 1/1");
});

test("the drawn frame is the generated district's", async () => {
  const [draw] = await connection.db.select().from(draws).where(eq(draws.cityId, cityId));
  expect(draw?.frameHash).toBe(frameHash(samplingFrame(generateDistrict(DEMO_SEED, "small"))));
});

test("everything that counts was stored, of every kind, and nothing lies in the future", async () => {
  const kept = await connection.db.select().from(records).where(eq(records.cityId, cityId));
  expect(new Set(kept.map(({ kind }) => kind)).size).toBe(5);
  expect(kept.every(({ receivedAt }) => receivedAt < options.now)).toBe(true);
  const answered = await connection.db.select().from(responses).where(eq(responses.cityId, cityId));
  const outcomes = new Set(answered.map(({ mode, outcome }) => `${mode} ${outcome}`));
  expect([...outcomes]).toEqual(
    expect.arrayContaining([
      "household complete",
      "intercept complete",
      "intercept ineligible",
      "online complete",
    ]),
  );
  expect(answered.some(({ comment, language }) => comment && language === "zh-CN")).toBe(true);
});

test("the demo volunteer has dwellings and a session left to do", async () => {
  const [volunteer] = await connection.db.select().from(users).where(eq(users.login, "volunteer"));
  const theirs = await connection.db
    .select({ id: cases.id, mode: cases.mode })
    .from(assignments)
    .innerJoin(cases, eq(cases.id, assignments.caseId))
    .where(eq(assignments.userId, volunteer!.id));
  const touched = new Set(
    [
      ...(await connection.db.select({ caseId: visits.caseId }).from(visits)),
      ...(await connection.db.select({ caseId: responses.caseId }).from(responses)),
    ].map(({ caseId }) => caseId),
  );
  const left = theirs.filter(({ id }) => !touched.has(id));
  expect(left.filter(({ mode }) => mode === "household").length).toBeGreaterThanOrEqual(8);
  expect(left.filter(({ mode }) => mode === "intercept").length).toBeGreaterThanOrEqual(1);
});

test("the estimates lie near the known truth, in the district and in every street", async () => {
  const [wave] = await connection.db.select().from(waves).where(eq(waves.cityId, cityId));
  const district = generateDistrict(DEMO_SEED, "small");
  const opinions = createOpinions(district, checkScoringSheet(sheet));
  for (const dontKnow of ["sheet", "other"] as const) {
    const truth = trueShares(district, opinions, wave!.lambda)[dontKnow];
    const view = (await readWaveEstimates(connection.db, cityId, wave!.id, { dontKnow }))!;
    const distance = (figure: (typeof view)["overall"]["byMode"]["household"], share: number) => {
      if (isWithheld(figure)) throw new Error(figure.withheld.code);
      expect(figure.n).toBeLessThanOrEqual(figure.received);
      return Math.abs(figure.share - share) / figure.se;
    };
    expect(distance(view.overall, truth.combined.overall)).toBeLessThan(3);
    expect(distance(view.overall.byMode.household, truth.household.overall)).toBeLessThan(3);
    expect(distance(view.overall.byMode.intercept, truth.intercept.overall)).toBeLessThan(3);
    view.streets.forEach((street, i) => {
      expect(distance(street, truth.combined.streets[i]!)).toBeLessThan(5);
    });
    expect(isWithheld(view.online)).toBe(false);
  }
});

test("a second call does nothing, and gives the sign-ins that everybody knows", async () => {
  const again = await seedDemo(connection.db, options);
  expect(again.signIns.map(({ login }) => login).sort()).toEqual(signIns.map(({ login }) => login).sort());
  expect(await findCityByCode(connection.db, "demo")).toBe(cityId);
});

test("a demo left half made is removed and made again, once, also by two calls at the same time", async () => {
  await changeCityCode(connection.db, cityId, "demo-unfinished");
  const generated = { ...options, passwords: "generated" as const };
  const [first, second] = await Promise.all([
    seedDemo(connection.db, generated),
    seedDemo(connection.db, generated),
  ]);
  const remade = (await findCityByCode(connection.db, "demo"))!;
  expect(remade).not.toBe(cityId);
  expect((await listCities(connection.db)).map(({ code }) => code)).toEqual(["demo"]);
  const given = [...first!.signIns, ...second!.signIns];
  expect(new Set(given.map(({ password }) => password)).size).toBe(signIns.length);
  expect(given.some(({ password }) => password === KNOWN_PASSWORD)).toBe(false);
  await removeCity(connection.db, remade);
  expect(await listCities(connection.db)).toEqual([]);
});

test("removing a city reaches every table that has a city's rows", () => {
  const names = (tables: readonly PgTable[]) => tables.map((table) => getTableConfig(table).name).sort();
  const ofCities = Object.keys(TABLE_CLASSES).filter((name) => TABLE_CLASSES[name] === "city");
  expect(names(TABLES_OF_A_CITY)).toEqual([...ofCities, "public_links"].sort());
});
