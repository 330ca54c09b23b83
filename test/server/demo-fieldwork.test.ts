import { afterAll, beforeAll, expect, test } from "vitest";
import { fieldworkOverview } from "#app/fieldwork/overview.ts";
import { seedDemo } from "#app/server/seed-demo.ts";
import { type Connection, connect } from "#db/client.ts";
import { findCityByCode } from "#db/queries/add-city.ts";
import { readBackChecks } from "#db/queries/read-back-checks.ts";
import { readFieldworkOverview } from "#db/queries/read-fieldwork-overview.ts";
import { readWaveQuality } from "#db/queries/read-wave-quality.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";

/** A Wednesday, ten in the morning in the demo city. */
const now = new Date("2026-06-17T02:00:00Z");
const clock = { today: "2026-06-17", timeZone: "Asia/Shanghai" };
let database: TestDatabase;
let connection: Connection;
let cityId: string;
let wave: { id: string; districtId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  const onProgress = () => undefined;
  await seedDemo(connection.db, { passwords: "known", size: "small", now, onProgress });
  cityId = (await findCityByCode(connection.db, "demo"))!;
  const [row] = await connection.sql<{ id: string; district_id: string }[]>`
    select id, district_id from waves where city_id = ${cityId}`;
  wave = { id: row!.id, districtId: row!.district_id };
});

afterAll(async () => {
  await connection.close();
  await database.close();
});

async function overview() {
  const records = await readFieldworkOverview(connection.db, cityId, wave, clock);
  return fieldworkOverview(records, {
    ...{ startsOn: "2026-05-11", endsOn: "2026-06-28", today: clock.today },
    ...{ scope: "all", street: null, interceptRule: "every-kth", flags: null },
  });
}

test("two streets are behind, one volunteer is much faster than the others, appointments are due", async () => {
  const { streets, volunteers, appointments } = await overview();
  expect(streets.filter(({ course }) => course === "behind").map(({ code }) => code)).toEqual(["S02", "S03"]);
  const hasty = volunteers.filter(({ durations: { household } }) => household && household.own < 360);
  expect(hasty).toHaveLength(1);
  expect(hasty[0]!.durations.household!.others).toBeGreaterThan(540);
  expect(hasty[0]!.durations.household!.others).toBeLessThan(780);
  expect(appointments.length).toBeGreaterThan(0);
});

test("today one session is over, one is running and one is to come", async () => {
  const today = (await overview()).sessions.filter(({ plannedOn }) => plannedOn === clock.today);
  const states = today.map(({ state }) => state);
  for (const state of ["ended", "running", "not-begun"] as const) expect(states).toContain(state);
});

test("no volunteer is at two places at once, and most interviews raise no question", async () => {
  const { interviews, flags } = await readWaveQuality(connection.db, cityId, wave.id);
  const codes = [...flags.values()].flat().map(({ code }) => code);
  expect(codes).not.toContain("overlap");
  expect(codes).not.toContain("hurried");
  expect(codes).toContain("fast");
  expect(codes).toContain("clock");
  expect(flags.size).toBeLessThan(0.15 * interviews.length);
  const visits = await connection.sql<{ user_id: string; happened_at: string }[]>`
    select distinct user_id, happened_at from visits where city_id = ${cityId}`;
  const [{ count }] = (await connection.sql`
    select count(*)::int as count from visits where city_id = ${cityId}`) as unknown as [{ count: number }];
  expect(visits).toHaveLength(count);
});

test("quarantine holds what tablets really send twice, too late or changed; the supervisor has begun to look", async () => {
  const waiting = await connection.sql<{ reason: string }[]>`
    select reason from quarantine where city_id = ${cityId} order by reason`;
  expect(waiting.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(["not-your-case", "other-body", "second-for-case", "superseded"]),
  );
  const decisions = await connection.sql`select distinct decision from reviews where city_id = ${cityId}`;
  expect(decisions.length).toBeGreaterThan(0);
  const checks = await readBackChecks(connection.db, cityId, wave.id);
  expect(checks.some(({ done }) => done)).toBe(true);
  expect(checks.some(({ done }) => !done)).toBe(true);
});

test("a reserve waits in every street", async () => {
  const rows = await connection.sql`
    select street_id, replicate from drawn_units
    where city_id = ${cityId} and replicate > 0 and released_at is null group by 1, 2`;
  expect(rows).toHaveLength(8);
});
