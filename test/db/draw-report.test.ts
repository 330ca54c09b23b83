import { and, eq, isNull } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect, type Database } from "#db/client.ts";
import { assignCases } from "#db/queries/assign-cases.ts";
import { discardDraw } from "#db/queries/discard-draw.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import { listWavesToKeep } from "#db/queries/list-waves-to-keep.ts";
import { openWave } from "#db/queries/open-wave.ts";
import { readDrawReport } from "#db/queries/read-draw-report.ts";
import { readDrawnUnits } from "#db/queries/read-drawn-units.ts";
import {
  auditLog,
  cases,
  communities,
  drawnUnits,
  draws,
  dwellingAddresses,
  dwellings,
  records,
  waves,
} from "#db/schema/index.ts";
import type { SamplePlan } from "#surveys/sampling/draw-wave-sample.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { SMALL_PLAN, type SmallCity, smallCity } from "#test/set-up/small-city.ts";

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

const NOW = new Date("2026-05-20T08:00:00Z");
const MONTH_LATER = new Date("2026-06-20T08:00:00Z");
const YEAR_LATER = new Date("2027-05-21T08:00:00Z");

async function addLaterWave(db: Database, { cityId, waveId }: SmallCity, code: string, plan: SamplePlan) {
  const [wave] = await db
    .select()
    .from(waves)
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  const id = uuidv7();
  await db.insert(waves).values({ ...wave!, id, code, plan, status: "draft" });
  return { id, districtId: wave!.districtId };
}

async function dwellingIds(db: Database, cityId: string, waveId: string): Promise<Set<string>> {
  const rows = await db
    .select({ id: drawnUnits.dwellingId })
    .from(draws)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, draws.cityId), eq(drawnUnits.drawId, draws.id)))
    .where(and(eq(draws.cityId, cityId), eq(draws.waveId, waveId), eq(drawnUnits.stage, 2)));
  return new Set(rows.flatMap(({ id }) => (id ? [id] : [])));
}

test("the report says what was drawn by whom, what was kept back, and what to expect", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db, {
    ...SMALL_PLAN,
    byStreet: { B: { communities: 4, sessions: 7 } },
    reserve: { replicates: 2, dwellingsPerCommunity: 3 },
  });
  expect(await readDrawReport(db, cityId, waveId)).toBeNull();
  const drawn = await drawWave(db, cityId, waveId, "seed 1", null, NOW);
  expect(drawn).toMatchObject({ communities: 10, dwellings: 60, reserve: 60, sessions: 17 });
  const report = (await readDrawReport(db, cityId, waveId, 0.6))!;
  expect(report).toMatchObject({
    seed: "seed 1",
    drawnAt: NOW,
    drawnBy: null,
    keeps: null,
    responseRate: 0.6,
  });
  expect(report.algorithm).toMatch(/^wenjie-wave-draw\/2 /);
  expect(report.frameHash).toMatch(/^[0-9a-f]{64}$/);
  expect(report.streets.map(({ code }) => code)).toEqual(["A", "B", "C"]);
  expect(report.streets[1]).toMatchObject({
    nameEn: "Street B",
    communities: { drawn: 4, of: 6, certain: 0 },
    dwellings: {
      main: 24,
      released: 24,
      reserve: [
        { replicate: 1, dwellings: 12, releasedAt: null },
        { replicate: 2, dwellings: 12, releasedAt: null },
      ],
    },
    sessions: 7,
    expectedInterviews: { household: 24 * 0.6, intercept: 28 },
    kept: null,
  });
  expect(report.streets[1]!.pi!.min).toBeCloseTo((4 * 6) / 180, 12);
  expect(report.streets[1]!.pi!.max).toBeCloseTo((4 * 6) / 180, 12);
  expect(report.total.communities).toEqual({ drawn: 10, of: 18, certain: 0 });

  const units = await readDrawnUnits(db, cityId, waveId);
  expect(units).toHaveLength(10 + 120 + 17);
  const reserve = units.filter(({ replicate }) => replicate > 0);
  expect(reserve.every(({ releasedAt, pi }) => releasedAt === null && pi === null)).toBe(true);
  expect(await db.select().from(cases).where(eq(cases.cityId, cityId))).toHaveLength(60 + 17);
});

test("a later wave keeps the stated part of the communities, and asks none of their dwellings again", async () => {
  const { db } = connection;
  const city = await smallCity(db);
  const { cityId, waveId } = city;
  await drawWave(db, cityId, waveId, "seed 1", null, NOW);
  const keep = { waveId, part: 1 };
  const second = await addLaterWave(db, city, "2026-07", { ...SMALL_PLAN, keep });
  expect(await drawWave(db, cityId, second.id, "seed 2", null, MONTH_LATER)).toMatchObject({ dwellings: 54 });
  const report = (await readDrawReport(db, cityId, second.id))!;
  expect(report.keeps).toMatchObject({ waveId, code: "2026-06", part: 1 });
  for (const street of report.streets) expect(street.kept).toEqual({ communities: 3, expected: 3 });
  expect(report.streets[0]!.pi!.min).toBeCloseTo((3 * 6) / 180, 12);
  const [first, asked] = [await dwellingIds(db, cityId, waveId), await dwellingIds(db, cityId, second.id)];
  expect([...asked].filter((id) => first.has(id))).toEqual([]);

  // π is 1/2 for every community here: half a turn on, everything is new.
  const third = await addLaterWave(db, city, "2026-08", { ...SMALL_PLAN, keep: { waveId, part: 0 } });
  await drawWave(db, cityId, third.id, "seed 3", null, MONTH_LATER);
  expect((await readDrawReport(db, cityId, third.id))!.total.kept).toEqual({ communities: 0, expected: 0 });

  const waiting = await listWavesToKeep(db, cityId, second.districtId);
  expect(waiting.map(({ id }) => id).sort()).toEqual([waveId, second.id, third.id].sort());
});

test("after a year dwellings may be drawn again; before it a draw that needs them says so", async () => {
  const { db } = connection;
  const city = await smallCity(db, { ...SMALL_PLAN, dwellingsPerCommunity: 20 });
  const { cityId, waveId } = city;
  await drawWave(db, cityId, waveId, "seed 1", null, NOW);
  const plan = { ...SMALL_PLAN, dwellingsPerCommunity: 20, keep: { waveId, part: 1 } };
  const { id } = await addLaterWave(db, city, "later", plan);
  await expect(drawWave(db, cityId, id, "seed 2", null, MONTH_LATER)).rejects.toMatchObject({
    code: "too-few-fresh-dwellings",
    details: { dwellings: 30, recent: 20, fresh: 10, wanted: 20 },
  });
  expect(await drawWave(db, cityId, id, "seed 2", null, YEAR_LATER)).toMatchObject({ status: "drawn" });
});

test("a wave cannot keep what was never drawn", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db, { ...SMALL_PLAN, keep: { waveId: uuidv7(), part: 0.5 } });
  await expect(drawWave(db, cityId, waveId, "seed", null)).rejects.toMatchObject({ code: "nothing-to-keep" });
});

test("communities are drawn by known households; those drawn without a listing are named, and stay the same", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db);
  const all = await db.select().from(communities).where(eq(communities.cityId, cityId));
  const listed = await db.select().from(dwellings).where(eq(dwellings.cityId, cityId));
  await db.delete(dwellingAddresses).where(eq(dwellingAddresses.cityId, cityId));
  await db.delete(dwellings).where(eq(dwellings.cityId, cityId));
  const refusal = await drawWave(db, cityId, waveId, "seed", null).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "not-listed", details: { count: 9 } });
  const named = String((refusal as { details: Record<string, unknown> }).details["communities"]).split(", ");

  const codeOf = new Map(all.map(({ id, code }) => [id, code]));
  // Half of each listing, with gaps in its numbers.
  const half = listed.filter(
    ({ communityId, position }) => named.includes(codeOf.get(communityId)!) && position % 2 === 0,
  );
  await db.insert(dwellings).values(half);
  expect(await drawWave(db, cityId, waveId, "seed", null)).toMatchObject({ dwellings: 54 });
  const units = await readDrawnUnits(db, cityId, waveId);
  const drawn = units.filter(({ stage, mode }) => stage === 1 && mode === "household");
  expect(drawn.map(({ communityCode }) => communityCode).sort()).toEqual([...named].sort());
  for (const unit of units.filter(({ stage }) => stage === 2)) {
    expect(unit.position! % 2).toBe(0);
    expect(unit.conditionalPi).toBe(6 / 15);
    expect(unit.pi).toBeCloseTo((3 * 30 * 6) / (180 * 15), 12);
  }
});

test("a discarded draw leaves a draft and its trace; the same seed then draws the same sample", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db, {
    ...SMALL_PLAN,
    reserve: { replicates: 1, dwellingsPerCommunity: 2 },
  });
  const discard = (reason: string) => discardDraw(db, cityId, { waveId, userId: uuidv7(), reason });
  expect(await discard("too early")).toEqual({ status: "not-drawn" });
  const sample = async () => {
    expect(await drawWave(db, cityId, waveId, "seed 1", null)).toMatchObject({ status: "drawn" });
    await assignCases(db, cityId, waveId, null);
    const report = (await readDrawReport(db, cityId, waveId))!;
    const units = await readDrawnUnits(db, cityId, waveId);
    return {
      hash: report.frameHash,
      units: units.map((unit) => ({ ...unit, releasedAt: !!unit.releasedAt })),
    };
  };
  const first = await sample();
  expect(await drawWave(db, cityId, waveId, "another", null)).toEqual({ status: "not-draft" });
  expect(await discard(" ")).toEqual({ status: "reason-missing" });
  expect(await discard("wrong list of site C")).toEqual({ status: "discarded" });
  expect(await db.select().from(cases).where(eq(cases.cityId, cityId))).toEqual([]);
  expect(await sample()).toEqual(first);
  const trace = await db
    .select({ details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.cityId, cityId), eq(auditLog.action, "discard-draw")));
  expect(trace).toMatchObject([
    { details: { reason: "wrong list of site C", draws: [{ seed: "seed 1", frameHash: first.hash }] } },
  ]);
});

test("nothing is discarded once something was received or the wave was opened", async () => {
  const { db } = connection;
  const { cityId, waveId } = await smallCity(db);
  await drawWave(db, cityId, waveId, "seed 1", null);
  const discard = () => discardDraw(db, cityId, { waveId, userId: uuidv7(), reason: "why not" });
  const bytes = { sha256: new Uint8Array(32), body: new Uint8Array([123, 125]) };
  await db.insert(records).values({ cityId, id: uuidv7(), waveId, kind: "visits", ...bytes });
  expect(await discard()).toEqual({ status: "already-collected" });
  await db.delete(records).where(eq(records.cityId, cityId));
  await openWave(db, cityId, { waveId, userId: uuidv7(), now: NOW });
  expect(await discard()).toEqual({ status: "not-drawn" });
  const waiting = and(eq(drawnUnits.cityId, cityId), isNull(drawnUnits.releasedAt));
  expect(await db.select().from(drawnUnits).where(waiting)).toEqual([]);
  expect(await discardDraw(db, cityId, { waveId: uuidv7(), userId: uuidv7(), reason: "?" })).toEqual({
    status: "unknown-wave",
  });
});
