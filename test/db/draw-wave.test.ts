import { and, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect } from "#db/client.ts";
import { assignCases } from "#db/queries/assign-cases.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import {
  assignments,
  auditLog,
  cases,
  drawnUnits,
  draws,
  dwellingAddresses,
  dwellings,
  siteSlots,
  slots,
  streets,
  userRoles,
  users,
  waves,
} from "#db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { SMALL_PLAN, smallCity } from "#test/set-up/small-city.ts";

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

test("a drawn wave has a case for every dwelling and session, in walking order, with its probabilities", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db);
  const outcome = await drawWave(db, cityId, waveId, "seed 1", null);
  expect(outcome).toMatchObject({ status: "drawn", communities: 9, dwellings: 54, sessions: 15 });

  const rows = await db
    .select({ unit: drawnUnits, kase: cases, position: dwellings.position })
    .from(drawnUnits)
    .innerJoin(cases, and(eq(cases.cityId, drawnUnits.cityId), eq(cases.drawnUnitId, drawnUnits.id)))
    .leftJoin(dwellings, and(eq(dwellings.cityId, cases.cityId), eq(dwellings.id, cases.dwellingId)))
    .where(eq(drawnUnits.cityId, cityId));
  expect(rows).toHaveLength(54 + 15);
  const homes = rows
    .filter(({ unit }) => unit.mode === "household")
    .sort((a, b) => a.kase.walkOrder - b.kase.walkOrder);
  for (const [i, { unit, position }] of homes.entries()) {
    expect(unit.selectionSeed).toMatch(/^[0-9a-f]{32}$/);
    expect(unit.overallPi).toBeCloseTo((3 * 6) / 180, 12);
    const before = homes[i - 1];
    if (before?.unit.communityId === unit.communityId) expect(position).toBeGreaterThan(before!.position!);
  }
  const visited = homes.map(({ unit }) => unit.communityId);
  expect(visited.filter((community, i) => community !== visited[i - 1])).toHaveLength(9);

  const planned = await db
    .select({ plannedOn: cases.plannedOn, dayType: slots.dayType, interval: drawnUnits.interval })
    .from(cases)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
    .innerJoin(siteSlots, and(eq(siteSlots.cityId, cases.cityId), eq(siteSlots.id, cases.siteSlotId)))
    .innerJoin(slots, and(eq(slots.cityId, siteSlots.cityId), eq(slots.id, siteSlots.slotId)))
    .where(eq(cases.cityId, cityId));
  expect(planned).toHaveLength(15);
  for (const { plannedOn, dayType, interval } of planned) {
    expect(plannedOn! >= "2026-06-01" && plannedOn! <= "2026-06-14").toBe(true);
    expect(new Date(`${plannedOn}T00:00:00Z`).getUTCDay() % 6 === 0).toBe(dayType === "weekend");
    expect(interval).toBeGreaterThan(0);
  }
});

test("a wave is drawn once, also when asked twice at the same moment", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db);
  const outcomes = await Promise.all(["a", "b", "c"].map((seed) => drawWave(db, cityId, waveId, seed, null)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["drawn", "not-draft", "not-draft"]);
  expect(await drawWave(db, cityId, waveId, "d", null)).toEqual({ status: "not-draft" });
  expect(await drawWave(db, cityId, uuidv7(), "d", null)).toEqual({ status: "unknown-wave" });
  expect(await db.select().from(draws).where(eq(draws.cityId, cityId))).toHaveLength(1);
  const audit = await db.select().from(auditLog).where(eq(auditLog.cityId, cityId));
  expect(audit.map(({ action }) => action)).toEqual(["draw-wave"]);
});

test("a plan that cannot be drawn leaves the wave a draft", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db, { ...SMALL_PLAN, sessionsPerStreet: 4 });
  await expect(drawWave(db, cityId, waveId, "seed", null)).rejects.toMatchObject({
    code: "too-few-sessions",
  });
  const [wave] = await db.select().from(waves).where(eq(waves.cityId, cityId));
  expect(wave?.status).toBe("draft");
  expect(await db.select().from(cases).where(eq(cases.cityId, cityId))).toEqual([]);
});

test("the same lists, plan and seed give the same dwellings in another city", async () => {
  const { db } = connection;
  const addresses = async () => {
    const { cityId, waveId } = await smallCity(db);
    await drawWave(db, cityId, waveId, "seed 7", null);
    const rows = await db
      .select({ address: dwellingAddresses.address, seed: drawnUnits.selectionSeed })
      .from(drawnUnits)
      .innerJoin(
        dwellingAddresses,
        and(
          eq(dwellingAddresses.cityId, drawnUnits.cityId),
          eq(dwellingAddresses.dwellingId, drawnUnits.dwellingId),
        ),
      )
      .where(eq(drawnUnits.cityId, cityId));
    return rows.map(({ address, seed }) => `${address} ${seed}`).sort();
  };
  expect(await addresses()).toEqual(await addresses());
});

test("cases go to the street's own volunteers, evenly, and a community stays with one", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db);
  await drawWave(db, cityId, waveId, "seed 1", null);
  const streetRows = await db.select().from(streets).where(eq(streets.cityId, cityId));
  const streetId = (code: string) => streetRows.find((street) => street.code === code)!.id;
  const volunteer = async (login: string, scope: "city" | "street", areaId: string | null) => {
    const id = uuidv7();
    await db.insert(users).values({ cityId, id, login, name: login, passwordHash: "-" });
    await db.insert(userRoles).values({ cityId, id: uuidv7(), userId: id, role: "volunteer", scope, areaId });
    return id;
  };
  const [one, two] = [
    await volunteer("one", "street", streetId("A")),
    await volunteer("two", "street", streetId("B")),
  ];
  expect(await assignCases(db, cityId, waveId, null)).toEqual({ assigned: 46, left: 23 });
  const [three, four] = [await volunteer("three", "city", null), await volunteer("four", "city", null)];
  expect(await assignCases(db, cityId, waveId, null)).toEqual({ assigned: 23, left: 0 });
  expect(await assignCases(db, cityId, waveId, null)).toEqual({ assigned: 0, left: 0 });

  const rows = await db
    .select({ userId: assignments.userId, communityId: drawnUnits.communityId, mode: cases.mode })
    .from(assignments)
    .innerJoin(cases, and(eq(cases.cityId, assignments.cityId), eq(cases.id, assignments.caseId)))
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
    .where(eq(assignments.cityId, cityId));
  const load = (id: string, mode: string) => rows.filter((r) => r.userId === id && r.mode === mode).length;
  expect([one, two].map((id) => [load(id, "household"), load(id, "intercept")])).toEqual([
    [18, 5],
    [18, 5],
  ]);
  expect([load(three, "household"), load(four, "household")].sort()).toEqual([12, 6].sort());
  expect([load(three, "intercept"), load(four, "intercept")].sort()).toEqual([2, 3]);
  const pairs = new Set(rows.filter((r) => r.communityId).map((r) => `${r.communityId} ${r.userId}`));
  expect(pairs.size).toBe(9);
});

test("the database's planner knows of the drawn cases at once", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db);
  await drawWave(db, cityId, waveId, "seed", null);
  const known = await db.execute(
    sql`select relname from pg_class where relname in ('cases', 'drawn_units') and reltuples > 0`,
  );
  expect(known).toHaveLength(2);
});
