import { and, asc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { closeWave } from "#db/queries/close-wave.ts";
import { describeWeightingInputs } from "#db/queries/describe-weighting-inputs.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import { openWave } from "#db/queries/open-wave.ts";
import { readDrawReport } from "#db/queries/read-draw-report.ts";
import { readHouseholdCases } from "#db/queries/read-household-cases.ts";
import { releaseReserve } from "#db/queries/release-reserve.ts";
import { auditLog, cases, communities, drawnUnits, dwellings } from "#db/schema/index.ts";
import { SMALL_PLAN, smallCity } from "#test/set-up/small-city.ts";
import { withDatabase } from "./with-city.ts";

const here = withDatabase();

const NOW = new Date("2026-06-10T08:00:00Z");

async function drawnCity() {
  const { db } = here;
  const city = await smallCity(db, {
    ...SMALL_PLAN,
    reserve: { replicates: 2, dwellingsPerCommunity: 3 },
  });
  const { cityId, waveId } = city;
  await drawWave(db, cityId, waveId, "seed 1", null);
  const streetId = city.streetIds.get("B")!;
  const release = (replicate: number, of = streetId) =>
    releaseReserve(db, cityId, { waveId, streetId: of, replicate, userId: uuidv7(), now: NOW });
  const open = () => openWave(db, cityId, { waveId, userId: uuidv7(), now: NOW });
  return { db, ...city, streetId, release, open };
}

test("a street's replicates are released in turn, whole, and only while the wave is open", async () => {
  const { db, cityId, waveId, release, open } = await drawnCity();
  expect(await release(1)).toEqual({ status: "not-open" });
  await open();
  expect(await release(2)).toEqual({ status: "not-next", next: 1 });
  expect(await release(1)).toEqual({ status: "released", replicate: 1, cases: 9 });
  expect(await release(1)).toEqual({ status: "already-released" });
  expect(await release(2)).toEqual({ status: "released", replicate: 2, cases: 9 });
  expect(await release(2)).toEqual({ status: "already-released" });
  expect(await release(3)).toEqual({ status: "none-left" });
  const report = (await readDrawReport(db, cityId, waveId))!;
  const [a, b] = report.streets;
  expect(a!.dwellings).toMatchObject({ main: 18, released: 18 });
  expect(b!.dwellings).toEqual({
    main: 18,
    released: 36,
    reserve: [
      { replicate: 1, dwellings: 9, releasedAt: NOW },
      { replicate: 2, dwellings: 9, releasedAt: NOW },
    ],
  });
  expect(report.total.dwellings.reserve[0]).toEqual({ replicate: 1, dwellings: 27, releasedAt: null });
  const audit = await db
    .select({ details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.cityId, cityId), eq(auditLog.action, "release-reserve")))
    .orderBy(asc(auditLog.id));
  expect(audit.map(({ details }) => details["replicate"])).toEqual([1, 2]);
  await closeWave(db, cityId, { waveId, userId: uuidv7(), now: NOW });
  expect(await release(1)).toEqual({ status: "not-open" });
});

test("clicks at the same moment release one replicate once", async () => {
  const { db, cityId, waveId, release, open } = await drawnCity();
  await open();
  const outcomes = await Promise.all([release(1), release(1), release(1)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual([
    "already-released",
    "already-released",
    "released",
  ]);
  const rows = await db
    .select()
    .from(cases)
    .where(and(eq(cases.cityId, cityId), eq(cases.waveId, waveId), eq(cases.mode, "household")));
  expect(rows).toHaveLength(54 + 9);
});

test("released dwellings come after all others on the walk, community by community along the listing", async () => {
  const { db, cityId, streetId, release, open } = await drawnCity();
  await open();
  await release(1);
  const rows = await db
    .select({ walkOrder: cases.walkOrder, community: communities.code, position: dwellings.position })
    .from(cases)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
    .innerJoin(dwellings, and(eq(dwellings.cityId, cases.cityId), eq(dwellings.id, cases.dwellingId)))
    .innerJoin(
      communities,
      and(eq(communities.cityId, dwellings.cityId), eq(communities.id, dwellings.communityId)),
    )
    .where(and(eq(cases.cityId, cityId), eq(cases.streetId, streetId), eq(drawnUnits.replicate, 1)))
    .orderBy(asc(cases.walkOrder));
  expect(rows.map(({ walkOrder }) => walkOrder)).toEqual(rows.map((_, i) => 55 + i));
  const places = rows.map(({ community, position }) => `${community} ${String(position).padStart(2, "0")}`);
  expect(places).toEqual([...places].sort());
});

test("weights take π from what is released: they fall in that street alone, and its sum stays its dwellings", async () => {
  const { db, cityId, waveId, release, open } = await drawnCity();
  await open();
  const read = async () => {
    const all = await readHouseholdCases(db, cityId, waveId);
    const of = (code: string) => all.filter(({ streetCode }) => streetCode === code);
    const sum = (code: string) => of(code).reduce((total, { overallPi }) => total + 1 / overallPi, 0);
    return { of, sum };
  };
  const before = await read();
  const inputs = await describeWeightingInputs(db, cityId, waveId);
  for (const { overallPi } of before.of("B")) expect(overallPi).toBeCloseTo((3 * 6) / 180, 12);
  expect(before.sum("B")).toBeCloseTo(180, 9);
  await release(1);
  const after = await read();
  expect(after.of("B")).toHaveLength(27);
  for (const { overallPi } of after.of("B")) expect(overallPi).toBeCloseTo((3 * 9) / 180, 12);
  expect(after.sum("B")).toBeCloseTo(180, 9);
  expect(after.of("A")).toEqual(before.of("A"));
  expect(await describeWeightingInputs(db, cityId, waveId)).not.toBe(inputs);
});
