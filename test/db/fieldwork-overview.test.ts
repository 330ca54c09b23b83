import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FieldworkOverview, fieldworkOverview, type OverviewChoice } from "#app/fieldwork/overview.ts";
import { type Connection, connect } from "#db/client.ts";
import { createUser } from "#db/queries/create-user.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { readFieldworkDwellings } from "#db/queries/read-fieldwork-dwellings.ts";
import { type FieldworkRecords, readFieldworkOverview } from "#db/queries/read-fieldwork-overview.ts";
import { readHouseholdCases } from "#db/queries/read-household-cases.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { streetScope } from "#db/queries/street-scope.ts";
import { cases, type RecordKind, records, visits } from "#db/schema/index.ts";
import { outcomeRates } from "#surveys/fieldwork/outcome-rates.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { smallCity } from "#test/set-up/small-city.ts";
import golden from "../reference/goldens/24-aapor-outcome-rates.json" with { type: "json" };
import { makeTinyCity, type TinyCity } from "./tiny-city.ts";
import * as tiny from "./tiny-records.ts";

/** A Friday, the fifth day of fourteen. */
const DAY = { today: "2026-06-05", timeZone: "Asia/Shanghai" };
const PERIOD = { startsOn: "2026-06-01", endsOn: "2026-06-14", today: DAY.today };

let database: TestDatabase;
let connection: Connection;
let city: TinyCity;
let all: FieldworkRecords;

async function send(kind: RecordKind, fields: tiny.Fields, viewer: Viewer = city.volunteer) {
  const result = await storeRecord(connection.db, {
    ...{ kind, bytes: tiny.bytesOf(fields), viewer, expectedCityId: viewer.cityId, language: "en" as const },
    receivedAt: new Date("2026-06-04T13:02:00Z"),
  });
  return result.status;
}

const planOn = (id: string, plannedOn: string) =>
  connection.db
    .update(cases)
    .set({ plannedOn })
    .where(and(eq(cases.cityId, city.cityId), eq(cases.id, id)));

/** The first street's twelve dwellings and five sessions; in the second one interview, and a record that cannot count. */
async function doFieldwork() {
  const { ownHouseholds: homes, ownSessions: corners } = city;
  const visit = (i: number, disposition: string, reason: string, at: string, changes: tiny.Fields = {}) =>
    send("visits", tiny.visit(city, homes[i]!, { disposition, reason, happenedAt: at, ...changes }));
  const sent = [
    await send("responses", tiny.householdResponse(city, homes[0]!)),
    await send("responses", tiny.householdResponse(city, homes[1]!, { outcome: "partial" })),
    await visit(2, "R", "refused-at-door", "2026-06-02T02:00:00Z"),
    await visit(3, "NC", "not-home", "2026-06-02T02:00:00Z"),
    await visit(4, "NC", "not-home", "2026-06-02T02:00:00Z"),
    await visit(4, "NC", "not-home", "2026-06-03T08:00:00Z"),
    await visit(4, "NC", "not-home", "2026-06-04T12:00:00Z"),
    await visit(5, "NE", "vacant", "2026-06-02T02:00:00Z"),
    await visit(6, "O", "appointment", "2026-06-02T02:00:00Z", { appointmentAt: "2026-06-05T11:00:00Z" }),
    await visit(7, "UH", "not-found", "2026-06-02T02:00:00Z"),
  ];
  const [first, second] = [randomUUID(), randomUUID()];
  const event = (i: number, id: string, name: string, hour: string) =>
    send(
      "sessions",
      tiny.sessionEvent(city, corners[i]!, id, { event: name, happenedAt: `2026-06-0${hour}:00Z` }),
    );
  const answer = (i: number, id: string, changes: tiny.Fields = {}) =>
    send("responses", tiny.interceptResponse(city, corners[i]!, id, changes));
  sent.push(
    await event(0, first, "start", "2T01:00"),
    await answer(0, first),
    await answer(0, first),
    await answer(0, first, { outcome: "ineligible", answers: tiny.INELIGIBLE_ANSWERS }),
    await send("counts", tiny.count(city, corners[0]!, first)),
    await event(0, first, "end", "2T03:00"),
    await event(1, second, "start", "5T01:00"),
    await answer(1, second),
    await event(1, second, "pause", "5T01:30"),
    await send(
      "responses",
      tiny.householdResponse(city, city.otherHouseholds[0]!, { completedAt: "2026-06-02T02:10:00.000Z" }),
      city.otherVolunteer,
    ),
  );
  expect(sent).toEqual(sent.map(() => "stored"));
  expect(await send("visits", tiny.visit(city, city.otherHouseholds[1]!))).toBe("quarantined");
  for (const [i, day] of ["02", "05", "04", "08", "09"].entries())
    await planOn(corners[i]!.id, `2026-06-${day}`);
  const theirs = city.cases.filter(
    ({ mode, assignedTo }) => mode === "intercept" && assignedTo === city.otherVolunteer.userId,
  );
  for (const { id } of theirs) await planOn(id, "2026-06-01");
}

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  city = await makeTinyCity(connection.db);
  await doFieldwork();
  const wave = { id: city.waveId, districtId: city.districtId };
  all = await readFieldworkOverview(connection.db, city.cityId, wave, DAY);
});

afterAll(async () => {
  await connection?.close();
  await database?.close();
});

const overview = (choice: Partial<OverviewChoice> = {}): FieldworkOverview =>
  fieldworkOverview(all, {
    ...{ ...PERIOD, scope: "all", street: null, interceptRule: "every-kth", flags: null },
    ...choice,
  });
const idOf = (code: string) => all.streets.find((street) => street.code === code)!.id;

test("a street's cases are done, to do and expected as counted by hand", () => {
  const [first, second] = overview().streets;
  expect(first).toMatchObject({
    // Interviewed, refused, three times not at home, vacant; a partial interview may yet be finished.
    dwellings: { done: 4, total: 12 },
    sessions: { done: 1, total: 5 },
    ...{ done: 5, total: 17, course: "on-course", quarantine: 0 },
    interviews: { household: 2, intercept: 3 },
  });
  // Four days of fourteen are over; two sessions were planned before today.
  expect(first!.expected).toBeCloseTo((12 * 4) / 14 + 2, 12);
  expect(second).toMatchObject({ done: 1, total: 17, course: "behind", quarantine: 1 });
  expect(overview().overall).toMatchObject({ done: 6, total: 34, quarantine: 1, course: "behind" });
});

test("the rates come from dispositions as counted by hand", () => {
  const { household, intercept, uncounted } = overview().streets[0]!.counts;
  expect(household).toEqual({ I: 1, P: 1, R: 1, NC: 3, O: 0, UH: 5, UO: 0, NE: 1 });
  expect(outcomeRates(household).rates.RR2).toBeCloseTo(2 / 11, 12);
  // Five asked: two interviews, one not eligible, one refusal, one without an outcome.
  expect(intercept).toEqual({ I: 2, P: 0, R: 1, NC: 0, O: 0, UH: 0, UO: 1, NE: 1 });
  expect(outcomeRates(intercept).rates.RR2).toBeCloseTo(2 / 4, 12);
  expect(uncounted).toBe(1);
});

test("dwellings stand as they do for the weights", async () => {
  const { db } = connection;
  const known = new Map(
    (await readHouseholdCases(db, city.cityId, city.waveId)).map(({ caseId, status }) => [caseId, status]),
  );
  const dwellings = await readFieldworkDwellings(db, city.cityId, city.waveId);
  expect(dwellings).toHaveLength(24);
  for (const { caseId, disposition, final } of dwellings)
    expect({ disposition, final }).toEqual({
      disposition: known.get(caseId)!.disposition,
      final: known.get(caseId)!.final,
    });
});

test("the reference's complete wave gives its response rates from the database", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db);
  await drawWave(db, cityId, waveId, "seed", null);
  const userId = await createUser(db, cityId, { login: "li", name: "李", passwordHash: "-", roles: [] });
  const homes = await readFieldworkDwellings(db, cityId, waveId);
  expect(homes).toHaveLength(54);
  for (const [i, { caseId }] of homes.entries()) {
    const id = uuidv7();
    const body = { sha256: new Uint8Array(32), body: new Uint8Array([123, 125]), userId };
    await db.insert(records).values({ cityId, id, waveId, kind: "visits", ...body });
    const disposition = i < 50 ? ("I" as const) : ("NE" as const);
    const happenedAt = new Date("2026-06-02T02:00:00Z");
    await db.insert(visits).values({ cityId, id, waveId, caseId, userId, disposition, happenedAt });
  }
  const counts = { I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 0, UO: 0, NE: 0 };
  for (const { disposition } of await readFieldworkDwellings(db, cityId, waveId)) counts[disposition]++;
  expect(counts).toEqual(golden.input.counts.complete);
  const { e, rates } = outcomeRates(counts);
  expect(e).toBeCloseTo(golden.expected.complete.e, 12);
  expect(rates).toMatchObject(golden.expected.complete.with_proportional_e);
});

test("a volunteer's work, and their pace beside the others'", () => {
  const { volunteers } = overview();
  expect(volunteers.map(({ name }) => name)).toEqual(["v1", "v2"]);
  expect(volunteers[0]).toMatchObject({
    // Eight visits and two interviews at doors.
    ...{ visits: 10, interviews: { household: 2, intercept: 3 }, lastRecordAt: "2026-06-04T13:02:00.000Z" },
    durations: { household: { own: 300, others: 600 }, intercept: { own: 300, others: null } },
    left: 12,
  });
  expect(volunteers[1]).toMatchObject({
    visits: 1,
    left: 16,
    durations: { household: { own: 600, others: 300 } },
  });
});

test("sessions of today and those overdue, as the tablets told", () => {
  const { sessions, nextSessionOn } = overview({ street: idOf("s1") });
  expect(
    sessions.map(({ plannedOn, state, overdue, person }) => [plannedOn, state, overdue, person]),
  ).toEqual([
    ["2026-06-04", "not-begun", true, "v1"],
    ["2026-06-05", "paused", false, "v1"],
  ]);
  expect(sessions[1]).toMatchObject({ complete: 1, counted: null, rule: null });
  expect(nextSessionOn).toBe("2026-06-08");
});

test("an appointment of today is listed until it is kept, and is not known before its day", async () => {
  const { db } = connection;
  expect(overview().appointments).toMatchObject([
    { caseId: city.ownHouseholds[6]!.id, person: "v1", at: "2026-06-05T11:00:00.000Z" },
  ]);
  const wave = { id: city.waveId, districtId: city.districtId };
  const before = await readFieldworkOverview(db, city.cityId, wave, { ...DAY, today: "2026-06-04" });
  expect(before.appointments).toEqual([]);
});

test("a street's supervisor sees that street alone; a chosen street narrows only the lists", () => {
  const own = overview({ scope: [idOf("s1")] });
  expect(own.streets.map(({ code }) => code)).toEqual(["s1"]);
  expect(own.overall).toMatchObject({ done: 5, total: 17, quarantine: 0 });
  expect(own.volunteers.map(({ name }) => name)).toEqual(["v1"]);
  const chosen = overview({ street: idOf("s2") });
  expect(chosen.streets).toHaveLength(2);
  expect(chosen.volunteers.map(({ name }) => name)).toEqual(["v2"]);
  expect(chosen.appointments).toEqual([]);
  expect(overview({ scope: [] }).overall.total).toBe(0);
  const { districtId, volunteer, supervisor } = city;
  expect(streetScope(volunteer, ["volunteer"], districtId)).toEqual([idOf("s1")]);
  expect(streetScope(supervisor, ["supervisor"], districtId)).toBe("all");
  expect(streetScope(supervisor, ["analyst"], districtId)).toEqual([]);
});

test("another city sees nothing of it", async () => {
  const other = await makeTinyCity(connection.db);
  const wave = { id: city.waveId, districtId: city.districtId };
  const read = await readFieldworkOverview(connection.db, other.cityId, wave, DAY);
  expect(read).toMatchObject({
    streets: [],
    dwellings: [],
    sessions: [],
    work: [],
    people: [],
    appointments: [],
  });
  expect(read.arrivals).toEqual({ lastRecordAt: null, online: { complete: 0, partial: 0 }, quarantine: [] });
});
