import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect } from "#db/client.ts";
import { makeWeightingRun } from "#db/queries/make-weighting-run.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { drawnUnits, responseWeights, type RecordKind, weightingRuns } from "#db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { makeTinyCity, type TinyCity } from "./tiny-city.ts";
import * as tiny from "./tiny-records.ts";

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
});

afterAll(async () => {
  await connection.close();
  await database.close();
});

async function send(city: TinyCity, kind: RecordKind, fields: tiny.Fields): Promise<string> {
  const viewer = fields.mode === "online" ? null : city.volunteer;
  const result = await storeRecord(connection.db, {
    ...{ kind, bytes: tiny.bytesOf(fields), viewer, expectedCityId: city.cityId, language: "en" },
  });
  expect(result.status).toBe("stored");
  return String(fields.id);
}

const weightsOf = async ({ cityId }: TinyCity, runId: string) => {
  const rows = await connection.db
    .select()
    .from(responseWeights)
    .where(and(eq(responseWeights.cityId, cityId), eq(responseWeights.runId, runId)));
  return new Map(rows.map((row) => [row.responseId, row]));
};

test("one respondent carries the weight of every dwelling of which nothing is known", async () => {
  const city = await makeTinyCity(connection.db);
  const [home] = city.ownHouseholds;
  await send(city, "rosters", tiny.roster(city, home!));
  const response = await send(city, "responses", tiny.householdResponse(city, home!));
  const run = await makeWeightingRun(connection.db, city.cityId, city.waveId);
  const dwellings = await connection.db
    .select()
    .from(drawnUnits)
    .where(
      and(eq(drawnUnits.cityId, city.cityId), eq(drawnUnits.mode, "household"), eq(drawnUnits.stage, 2)),
    );
  const population = dwellings.reduce((sum, { overallPi }) => sum + 1 / overallPi, 0);
  const weight = (await weightsOf(city, run!.id)).get(response);
  expect(weight?.weight).toBeCloseTo(population, 9);
  expect(weight).toMatchObject({ mode: "household", stratum: expect.stringMatching(/^s1/) });
});

test("an interview without a roster stands as received, without a weight", async () => {
  const city = await makeTinyCity(connection.db);
  const [home, other] = city.ownHouseholds;
  await send(city, "rosters", tiny.roster(city, home!));
  await send(city, "responses", tiny.householdResponse(city, home!));
  const without = await send(city, "responses", tiny.householdResponse(city, other!));
  const run = await makeWeightingRun(connection.db, city.cityId, city.waveId);
  const weights = await weightsOf(city, run!.id);
  expect(weights.size).toBe(1);
  expect(weights.has(without)).toBe(false);
});

test("a session's interviews weigh 1/π × passed/approached × estimated eligible/interviewed", async () => {
  const city = await makeTinyCity(connection.db);
  const [session] = city.ownSessions;
  const sessionId = randomUUID();
  const refusals = [{ ageBand: null, sex: null }];
  const [deviceId, second] = [randomUUID(), randomUUID()];
  await send(
    city,
    "counts",
    tiny.count(city, session!, sessionId, { deviceId, sequence: 2, passed: 24, refusals }),
  );
  // An earlier count of the same device arrives later; another device counts the other side of the street.
  await send(
    city,
    "counts",
    tiny.count(city, session!, sessionId, { deviceId, sequence: 1, passed: 9, refusals }),
  );
  await send(
    city,
    "counts",
    tiny.count(city, session!, sessionId, { deviceId: second, passed: 16, approached: 3, refusals: [] }),
  );
  const first = await send(city, "responses", tiny.interceptResponse(city, session!, sessionId));
  await send(city, "responses", tiny.interceptResponse(city, session!, sessionId));
  await send(
    city,
    "responses",
    tiny.interceptResponse(city, session!, sessionId, {
      outcome: "ineligible",
      answers: tiny.INELIGIBLE_ANSWERS,
    }),
  );
  const run = await makeWeightingRun(connection.db, city.cityId, city.waveId);
  const weights = await weightsOf(city, run!.id);
  expect(weights.size).toBe(2);
  const { weight, psu } = weights.get(first)!;
  const [unit] = await connection.db
    .select()
    .from(drawnUnits)
    .where(and(eq(drawnUnits.cityId, city.cityId), eq(drawnUnits.psu, psu)));
  // 40 passed and 8 were approached; of 3 who could be asked 2 were eligible, so 2/3 of the one who refused.
  expect(weight).toBeCloseTo(((1 / unit!.overallPi) * (40 / 8) * (2 + 2 / 3)) / 2, 9);
});

test("online answers weigh one each and belong to the street of residence", async () => {
  const city = await makeTinyCity(connection.db);
  const here = await send(city, "responses", tiny.onlineResponse(city));
  const away = await send(
    city,
    "responses",
    tiny.onlineResponse(city, { answers: { ...tiny.answersOf("online"), residence: "elsewhere" } }),
  );
  const run = await makeWeightingRun(connection.db, city.cityId, city.waveId);
  const weights = await weightsOf(city, run!.id);
  expect(weights.get(here)).toMatchObject({ weight: 1, stratum: "online", psu: "online" });
  expect(weights.get(here)?.streetId).not.toBeNull();
  expect(weights.get(away)?.streetId).toBeNull();
});

test("a run stays until something has changed, and those who ask at once get the same", async () => {
  const city = await makeTinyCity(connection.db);
  const make = () => makeWeightingRun(connection.db, city.cityId, city.waveId);
  const atOnce = async () => {
    const ids = new Set((await Promise.all([1, 2, 3, 4, 5, 6].map(make))).map((run) => run?.id));
    expect(ids.size).toBe(1);
    return [...ids][0];
  };
  const first = await atOnce();
  expect(await atOnce()).toBe(first);
  await send(city, "responses", tiny.onlineResponse(city));
  const second = await atOnce();
  expect(second).not.toBe(first);
  expect((await weightsOf(city, second!)).size).toBe(1);
  const runs = await connection.db
    .select({ id: weightingRuns.id })
    .from(weightingRuns)
    .where(eq(weightingRuns.cityId, city.cityId));
  expect(runs).toEqual([{ id: second }]);
});

test("a final run stays whatever comes after it", async () => {
  const city = await makeTinyCity(connection.db);
  const run = await makeWeightingRun(connection.db, city.cityId, city.waveId);
  await connection.db.update(weightingRuns).set({ kind: "final" }).where(eq(weightingRuns.id, run!.id));
  await send(city, "responses", tiny.onlineResponse(city));
  expect(await makeWeightingRun(connection.db, city.cityId, city.waveId)).toMatchObject({
    id: run!.id,
    kind: "final",
  });
});

test("an unknown wave has no run", async () => {
  const city = await makeTinyCity(connection.db);
  expect(await makeWeightingRun(connection.db, city.cityId, uuidv7())).toBeNull();
  expect(await makeWeightingRun(connection.db, uuidv7(), city.waveId)).toBeNull();
});
