import { and, eq, isNull } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Connection } from "#db/client.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { assignments, type RecordKind, visits } from "#db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { makeTinyCity, type TinyCase, type TinyCity } from "./tiny-city.ts";
import { bytesOf, count, type Fields, householdResponse, visit } from "./tiny-records.ts";

let database: TestDatabase;
let connection: Connection;
let city: TinyCity;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  city = await makeTinyCity(connection.db);
});

afterAll(async () => {
  await connection?.close();
  await database?.close();
});

function send(kind: RecordKind, fields: Fields, viewer = city.volunteer) {
  const input = { kind, bytes: bytesOf(fields), viewer, expectedCityId: viewer.cityId };
  return storeRecord(connection.db, { ...input, language: "en" });
}

const TAKEN_AT = "2026-06-05T04:00:00.000Z";
const BEFORE = "2026-06-05T03:59:59.999Z";

/** The case goes from one volunteer to another at TAKEN_AT, or at the times given. */
async function take(of: TinyCase, takenAt = TAKEN_AT, to = city.otherVolunteer.userId) {
  const { db } = connection;
  const { cityId } = city;
  const present = and(
    eq(assignments.cityId, cityId),
    eq(assignments.caseId, of.id),
    isNull(assignments.endedAt),
  );
  await db
    .update(assignments)
    .set({ endedAt: new Date(takenAt) })
    .where(present);
  await db.insert(assignments).values({ cityId, id: uuidv7(), caseId: of.id, userId: to });
}

test("what was done before a case was given to somebody else counts, what was done at that moment or later does not", async () => {
  const [own] = city.ownHouseholds;
  await take(own!);
  const before = visit(city, own!, { happenedAt: BEFORE });
  expect(await send("visits", before)).toMatchObject({ status: "stored" });
  const [row] = await connection.db
    .select()
    .from(visits)
    .where(eq(visits.id, String(before.id)));
  expect(row).toMatchObject({ userId: city.volunteer.userId });
  for (const happenedAt of [TAKEN_AT, "2026-06-06T00:00:00Z"]) {
    const after = await send("visits", visit(city, own!, { happenedAt }));
    expect(after).toMatchObject({ status: "quarantined", reason: "not-your-case" });
  }
});

test("an interview counts by when it was completed, a count by when it was read off", async () => {
  const own = city.ownHouseholds[1]!;
  const corner = city.ownSessions[0]!;
  await take(own);
  await take(corner);
  const times = { startedAt: "2026-06-05T03:50:00Z", completedAt: TAKEN_AT };
  expect(await send("responses", householdResponse(city, own, times))).toMatchObject({
    reason: "not-your-case",
  });
  const inTime = householdResponse(city, own, { ...times, completedAt: BEFORE });
  expect(await send("responses", inTime)).toMatchObject({ status: "stored" });
  const session = uuidv7();
  const early = count(city, corner, session, { happenedAt: BEFORE });
  expect(await send("counts", early)).toMatchObject({ status: "stored" });
  const late = count(city, corner, session, { happenedAt: TAKEN_AT });
  expect(await send("counts", late)).toMatchObject({ reason: "not-your-case" });
});

test("a case taken twice from the same person is judged by the last time, and stored once", async () => {
  const own = city.ownHouseholds[2]!;
  await take(own, "2026-06-03T04:00:00Z");
  await take(own, "2026-06-04T04:00:00Z", city.volunteer.userId);
  await take(own, TAKEN_AT);
  const fields = visit(city, own, { happenedAt: "2026-06-02T04:00:00Z" });
  expect(await send("visits", fields)).toMatchObject({ status: "stored" });
  const between = visit(city, own, { happenedAt: BEFORE });
  expect(await send("visits", between)).toMatchObject({ status: "stored" });
  const rows = await connection.db.select().from(visits).where(eq(visits.caseId, own.id));
  expect(rows).toHaveLength(2);
});

test("whoever never had the case is not let in by an old date", async () => {
  const own = city.ownHouseholds[3]!;
  const fields = visit(city, own, { happenedAt: "2026-06-01T00:00:00Z" });
  expect(await send("visits", fields, city.otherVolunteer)).toMatchObject({ reason: "not-your-case" });
});
