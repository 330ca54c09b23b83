import { randomUUID } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FieldWork } from "#app/field/work-types.ts";
import { loader as fieldWork } from "#app/routes/api.field.work.ts";
import { loader as estimates } from "#app/routes/api.waves.$waveId.estimates.ts";
import { action, loader } from "#app/routes/fieldwork.$waveId.quotas.tsx";
import { connect, type Connection } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { cases, devices } from "#db/schema/index.ts";
import { QUOTA_KEYS } from "#surveys/fieldwork/quota-cells.ts";
import { makeTinyCity, setWaveStatus, type TinyCity } from "#test/db/tiny-city.ts";
import { bytesOf, count, interceptResponse } from "#test/db/tiny-records.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";

let database: TestDatabase;
let connection: Connection;
let city: TinyCity;
let administrator: Viewer;
let streetSupervisor: Viewer;
let ownStreet: string;
let otherStreet: string;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  const { db } = connection;
  city = await makeTinyCity(db);
  await setWaveStatus(db, city.cityId, city.waveId, "drawn");
  const streetOf = async (id: string) => (await db.select().from(cases).where(eq(cases.id, id)))[0]!.streetId;
  ownStreet = await streetOf(city.ownSessions[0]!.id);
  otherStreet = await streetOf(city.otherHouseholds[0]!.id);
  const role = (name: "administrator" | "supervisor", areaId: string | null): Viewer => ({
    ...city.supervisor,
    roles: [{ role: name, scope: areaId ? "street" : "city", areaId }],
  });
  administrator = role("administrator", null);
  streetSupervisor = role("supervisor", ownStreet);
});

afterAll(async () => {
  await connection?.close();
  await database?.close();
});

function ask(viewer: Viewer, form?: Record<string, string>, query = "") {
  const context = { database: connection.db, viewer } as unknown as AppLoadContext;
  const body = form && new URLSearchParams(form);
  const request = new Request(`http://localhost/x${query}`, { method: body ? "POST" : "GET", body });
  return { request, context, params: { waveId: city.waveId } };
}

async function statusOf(promise: Promise<unknown>): Promise<number> {
  const result = await promise.catch((thrown: unknown) => thrown);
  if (result instanceof Response) return result.status;
  if (result instanceof Error) throw result;
  return (result as { init?: ResponseInit } | null)?.init?.status ?? 200;
}

const numbers = (each: string) => Object.fromEntries(QUOTA_KEYS.map((key) => [key, each]));

test("a street's supervisor sees and types the numbers of that street only", async () => {
  const view = await loader(ask(streetSupervisor));
  expect(view.stands.map(({ streetId }) => streetId)).toEqual([ownStreet]);
  expect(view).toMatchObject({ rule: "every-kth", mayChoose: false, mayType: true });
  const type = (streetId: string, each: string) =>
    statusOf(action(ask(streetSupervisor, { intent: "type", streetId, ...numbers(each) })));
  expect(await type(otherStreet, "1")).toBe(404);
  for (const wrong of ["", "x", "-1", "2.5", "10000"]) expect(await type(ownStreet, wrong)).toBe(400);
  expect(await type(ownStreet, "1")).toBe(303);
  expect((await loader(ask(streetSupervisor))).stands[0]).toMatchObject({ typed: true, wanted: 6 });
});

test("only who administers the district chooses quota sampling, and only before the wave is open", async () => {
  const choose = (viewer: Viewer, rule: string) => statusOf(action(ask(viewer, { intent: "choose", rule })));
  expect(await choose(streetSupervisor, "quota")).toBe(403);
  expect(await choose(city.supervisor, "quota")).toBe(403);
  expect(await choose(administrator, "coin")).toBe(400);
  expect(await choose(administrator, "quota")).toBe(303);
  expect(await loader(ask(administrator))).toMatchObject({ rule: "quota", mayChoose: true });
  await setWaveStatus(connection.db, city.cityId, city.waveId, "open");
  expect(await choose(administrator, "every-kth")).toBe(409);
});

test("a tablet gets its part with the day's work, a blocked one and one without a name none", async () => {
  const work = async (query: string) =>
    (await (await fieldWork(ask(city.volunteer, undefined, query))).json()) as FieldWork;
  const device = randomUUID();
  const { waves, quotas } = await work(`?device=${device}`);
  expect(waves[0]?.interceptRule).toBe("quota");
  expect(quotas).toHaveLength(1);
  expect(quotas?.[0]?.cells.map(({ reserved }) => reserved)).toEqual([1, 1, 1, 1, 1, 1]);
  expect((await work("")).quotas).toBeUndefined();
  expect((await work("?device=drop%20table")).quotas).toBeUndefined();
  await connection.db.update(devices).set({ blockedAt: new Date() }).where(eq(devices.id, device));
  expect((await work(`?device=${device}`)).quotas).toEqual([]);
  await connection.db.update(devices).set({ blockedAt: null }).where(eq(devices.id, device));
});

test("interviews beyond the quota are kept, count, and are told by tablet and volunteer", async () => {
  const deviceId = randomUUID();
  const sessionId = randomUUID();
  const session = city.ownSessions[0]!;
  const send = (kind: "responses" | "counts", fields: Record<string, unknown>) =>
    storeRecord(connection.db, {
      ...{ kind, bytes: bytesOf(fields), viewer: city.volunteer },
      ...{ expectedCityId: city.cityId, language: "en" },
    });
  for (let i = 0; i < 3; i++) {
    const sent = await send("responses", interceptResponse(city, session, sessionId, { deviceId }));
    expect(sent).toMatchObject({ status: "stored" });
  }
  await send(
    "counts",
    count(city, session, sessionId, { deviceId, approached: 5, refusals: [], screened: 2 }),
  );
  const { stands, overshoot, people } = await loader(ask(city.supervisor));
  const own = stands.find(({ streetId }) => streetId === ownStreet);
  expect(own).toMatchObject({ interviewed: 3, beyond: 2, screened: 2 });
  const { userId } = city.volunteer;
  expect(overshoot).toEqual([{ userId, deviceId, streetId: ownStreet, interviews: 2 }]);
  expect(people).toEqual({ [userId]: "v1" });
});

test("the estimates say that the intercept is no probability sample, and λ stays", async () => {
  const answer = await estimates(ask(city.analyst));
  expect(await answer.json()).toMatchObject({
    interceptRule: "quota",
    lambda: 0.5,
    overall: {
      probability: false,
      byMode: { household: { probability: true }, intercept: { probability: false } },
    },
  });
});
