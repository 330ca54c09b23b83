import { and, eq, isNull } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { storeRecord } from "#db/queries/store-record.ts";
import { assignments, type RecordKind, visits } from "#db/schema/index.ts";
import { type TinyCase } from "./tiny-city.ts";
import { bytesOf, count, type Fields, householdResponse, visit } from "./tiny-records.ts";
import { withCity } from "./with-city.ts";

const here = withCity();

function send(kind: RecordKind, fields: Fields, viewer = here.city.volunteer) {
  const input = { kind, bytes: bytesOf(fields), viewer, expectedCityId: viewer.cityId };
  return storeRecord(here.db, { ...input, language: "en" });
}

const TAKEN_AT = "2026-06-05T04:00:00.000Z";
const BEFORE = "2026-06-05T03:59:59.999Z";

/** The case goes from one volunteer to another at TAKEN_AT, or at the times given. */
async function take(of: TinyCase, takenAt = TAKEN_AT, to = here.city.otherVolunteer.userId) {
  const { db } = here;
  const { cityId } = here.city;
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
  const [own] = here.city.ownHouseholds;
  await take(own!);
  const before = visit(here.city, own!, { happenedAt: BEFORE });
  expect(await send("visits", before)).toMatchObject({ status: "stored" });
  const [row] = await here.db
    .select()
    .from(visits)
    .where(eq(visits.id, String(before.id)));
  expect(row).toMatchObject({ userId: here.city.volunteer.userId });
  for (const happenedAt of [TAKEN_AT, "2026-06-06T00:00:00Z"]) {
    const after = await send("visits", visit(here.city, own!, { happenedAt }));
    expect(after).toMatchObject({ status: "quarantined", reason: "not-your-case" });
  }
});

test("an interview counts by when it was completed, a count by when it was read off", async () => {
  const own = here.city.ownHouseholds[1]!;
  const corner = here.city.ownSessions[0]!;
  await take(own);
  await take(corner);
  const times = { startedAt: "2026-06-05T03:50:00Z", completedAt: TAKEN_AT };
  expect(await send("responses", householdResponse(here.city, own, times))).toMatchObject({
    reason: "not-your-case",
  });
  const inTime = householdResponse(here.city, own, { ...times, completedAt: BEFORE });
  expect(await send("responses", inTime)).toMatchObject({ status: "stored" });
  const session = uuidv7();
  const early = count(here.city, corner, session, { happenedAt: BEFORE });
  expect(await send("counts", early)).toMatchObject({ status: "stored" });
  const late = count(here.city, corner, session, { happenedAt: TAKEN_AT });
  expect(await send("counts", late)).toMatchObject({ reason: "not-your-case" });
});

test("a case taken twice from the same person is judged by the last time, and stored once", async () => {
  const own = here.city.ownHouseholds[2]!;
  await take(own, "2026-06-03T04:00:00Z");
  await take(own, "2026-06-04T04:00:00Z", here.city.volunteer.userId);
  await take(own, TAKEN_AT);
  const fields = visit(here.city, own, { happenedAt: "2026-06-02T04:00:00Z" });
  expect(await send("visits", fields)).toMatchObject({ status: "stored" });
  const between = visit(here.city, own, { happenedAt: BEFORE });
  expect(await send("visits", between)).toMatchObject({ status: "stored" });
  const rows = await here.db.select().from(visits).where(eq(visits.caseId, own.id));
  expect(rows).toHaveLength(2);
});

test("whoever never had the case is not let in by an old date", async () => {
  const own = here.city.ownHouseholds[3]!;
  const fields = visit(here.city, own, { happenedAt: "2026-06-01T00:00:00Z" });
  expect(await send("visits", fields, here.city.otherVolunteer)).toMatchObject({ reason: "not-your-case" });
});
