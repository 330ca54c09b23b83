import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect } from "#db/client.ts";
import { closeWave } from "#db/queries/close-wave.ts";
import { countProgress } from "#db/queries/count-progress.ts";
import { createUser } from "#db/queries/create-user.ts";
import { holdsForDistrict, readDistrictScope } from "#db/queries/district-scope.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { listQuarantine } from "#db/queries/list-quarantine.ts";
import { findWave, listWaves } from "#db/queries/list-waves.ts";
import { openWave } from "#db/queries/open-wave.ts";
import { readClosingEffect } from "#db/queries/read-closing-effect.ts";
import { auditLog, cases, interceptSessions, quarantine, records, visits } from "#db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { type SmallCity, smallCity } from "#test/set-up/small-city.ts";

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

const NOW = new Date("2026-06-10T12:00:00Z");

async function drawnCity(): Promise<SmallCity & { userId: string }> {
  const { db } = connection;
  const city = await smallCity(db);
  await drawWave(db, city.cityId, city.waveId, "seed", null);
  const userId = await createUser(db, city.cityId, {
    login: "wang",
    name: "王",
    passwordHash: "-",
    roles: [],
  });
  return { ...city, userId };
}

async function addRecord(
  { cityId, waveId, userId }: Awaited<ReturnType<typeof drawnCity>>,
  receivedAt = NOW,
) {
  const id = uuidv7();
  await connection.db.insert(records).values({
    cityId,
    id,
    waveId,
    kind: "visits",
    sha256: new Uint8Array(32),
    body: new Uint8Array([123, 125]),
    userId,
    deviceId: userId,
    receivedAt,
  });
  return id;
}

test("a wave opens once it is drawn, closes once it is open, and each step is in the audit log", async () => {
  const { db } = connection;
  const { cityId, waveId, userId } = await drawnCity();
  const step = { waveId, userId, now: NOW };
  expect(await closeWave(db, cityId, step)).toBe(false);
  const opened = await Promise.all([openWave(db, cityId, step), openWave(db, cityId, step)]);
  expect(opened.filter(Boolean)).toHaveLength(1);
  expect(await closeWave(db, cityId, step)).toBe(true);
  expect(await openWave(db, cityId, step)).toBe(false);
  expect(await findWave(db, cityId, waveId)).toMatchObject({
    status: "closed",
    openedAt: NOW,
    closedAt: NOW,
  });
  const log = await db
    .select({ action: auditLog.action, details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.cityId, cityId), eq(auditLog.userId, userId)));
  expect(log.map(({ action }) => action)).toEqual(["open-wave", "close-wave"]);
  expect(log[1]!.details).toMatchObject({ dwellingsNotVisited: 54, sessionsNotStarted: 15 });
});

test("a wave of another city cannot be opened or read", async () => {
  const { db } = connection;
  const mine = await drawnCity();
  const other = await drawnCity();
  const step = { waveId: other.waveId, userId: mine.userId, now: NOW };
  expect(await openWave(db, mine.cityId, step)).toBe(false);
  expect(await findWave(db, mine.cityId, other.waveId)).toBeNull();
  expect(await findWave(db, mine.cityId, "not-an-id")).toBeNull();
});

test("what closing leaves behind: cases by how far they came, and who was lately at work", async () => {
  const { db } = connection;
  const city = await drawnCity();
  const { cityId, waveId, userId } = city;
  const drawn = await db.select().from(cases).where(eq(cases.cityId, cityId));
  const homes = drawn.filter(({ mode }) => mode === "household");
  const sessions = drawn.filter(({ mode }) => mode === "intercept");
  for (const [i, disposition] of (["NC", "R", "NC"] as const).entries()) {
    const id = await addRecord(city);
    const caseId = homes[i === 2 ? 0 : i]!.id;
    await db.insert(visits).values({ cityId, id, waveId, caseId, userId, disposition, happenedAt: NOW });
  }
  await db
    .insert(interceptSessions)
    .values({ cityId, id: uuidv7(), waveId, caseId: sessions[0]!.id, userId, startedAt: NOW });
  await addRecord(city, new Date("2026-06-01T00:00:00Z"));
  expect(await readClosingEffect(db, cityId, waveId, NOW)).toEqual({
    dwellingsNotVisited: 52,
    dwellingsUnsettled: 1,
    sessionsNotStarted: 14,
    sessionsRunning: 1,
    volunteersLately: 1,
    devicesLately: 1,
    lastRecordAt: "2026-06-10T12:00:00Z",
  });
});

test("progress counts cases and what waits in quarantine, wave by wave", async () => {
  const { db } = connection;
  const { cityId, waveId, userId } = await drawnCity();
  const held = { cityId, kind: "visits" as const, body: new Uint8Array(2), bodyBytes: 2, userId };
  await db.insert(quarantine).values([
    { ...held, id: uuidv7(), recordId: uuidv7(), waveId, reason: "wave-closed", sha256: new Uint8Array(32) },
    {
      ...held,
      id: uuidv7(),
      recordId: uuidv7(),
      waveId: null,
      reason: "invalid-answers",
      sha256: new Uint8Array(32),
    },
  ]);
  const progress = await countProgress(db, cityId, [waveId]);
  expect(progress.get(waveId)).toEqual({
    received: { household: 0, intercept: 0, online: 0 },
    cases: { household: 54, intercept: 15 },
    quarantined: 1,
  });
  const filter = { streets: "all" as const, reason: null, limit: 10, offset: 0 };
  const rows = await listQuarantine(db, cityId, waveId, filter);
  expect(rows.map(({ reason, waveId: known }) => [reason, known !== null])).toEqual(
    expect.arrayContaining([
      ["wave-closed", true],
      ["invalid-answers", false],
    ]),
  );
  expect(await countProgress(db, cityId, [])).toEqual(new Map());
});

test("a viewer sees the waves of the districts that their roles reach, and manages only whole ones", async () => {
  const { db } = connection;
  const { cityId, waveId, streetIds } = await drawnCity();
  const wave = (await findWave(db, cityId, waveId))!;
  const viewer = (scope: "city" | "district" | "street", areaId: string | null): Viewer => ({
    sessionId: "",
    userId: "",
    cityId,
    login: "",
    name: "",
    language: null,
    roles: [{ role: "supervisor", scope, areaId }],
  });
  const street = viewer("street", streetIds.get("A")!);
  expect(await readDistrictScope(db, street, ["supervisor"])).toEqual([wave.district.id]);
  expect(await readDistrictScope(db, street, ["analyst"])).toEqual([]);
  expect(await readDistrictScope(db, viewer("city", null), ["supervisor"])).toBe("all");
  expect(await listWaves(db, cityId, [])).toEqual([]);
  expect(await listWaves(db, cityId, [wave.district.id])).toHaveLength(1);
  expect(await listWaves(db, cityId, "all")).toHaveLength(1);
  expect(holdsForDistrict(street, ["supervisor"], wave.district.id)).toBe(false);
  expect(holdsForDistrict(viewer("district", wave.district.id), ["supervisor"], wave.district.id)).toBe(true);
  expect(holdsForDistrict(viewer("district", cityId), ["supervisor"], wave.district.id)).toBe(false);
});
