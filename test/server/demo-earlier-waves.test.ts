import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isWithheld } from "#analysis/score/withheld.ts";
import { earlierClocks } from "#app/server/demo/field-clock.ts";
import { seedDemo } from "#app/server/seed-demo.ts";
import { type Connection, connect } from "#db/client.ts";
import { findCityByCode } from "#db/queries/add-city.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import { type RecordToStore, storeManyRecords } from "#db/queries/store-many-records.ts";
import { draws, records, waves } from "#db/schema/index.ts";
import { DEMO_SEED, generateDistrict } from "#surveys/demo/generate-district.ts";
import { opinionDrift } from "#surveys/demo/opinion-course.ts";
import { createOpinions } from "#surveys/demo/opinions.ts";
import { trueShares } from "#surveys/demo/true-shares.ts";
import { STANDARD_QUESTIONNAIRE } from "#surveys/questionnaires/standard-questionnaire.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";

let database: TestDatabase;
let connection: Connection;
let cityId: string;
const now = new Date("2026-06-17T02:00:00Z");

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  const onProgress = () => undefined;
  await seedDemo(connection.db, { passwords: "known", size: "small", earlierWaves: 2, now, onProgress });
  cityId = (await findCityByCode(connection.db, "demo"))!;
});

afterAll(async () => {
  await connection.close();
  await database.close();
});

const wavesInOrder = () =>
  connection.db.select().from(waves).where(eq(waves.cityId, cityId)).orderBy(waves.startsOn);

test("monthly waves before the present one are over, each with a part of the communities of the one before", async () => {
  const all = await wavesInOrder();
  expect(all.map(({ code, startsOn, endsOn, status }) => [code, startsOn, endsOn, status])).toEqual([
    ["2026-03", "2026-03-02", "2026-03-22", "published"],
    ["2026-04", "2026-04-06", "2026-04-26", "published"],
    ["2026-06", "2026-05-11", "2026-06-28", "open"],
  ]);
  expect(all.map(({ plan }) => plan.keep)).toEqual([
    undefined,
    { waveId: all[0]!.id, part: 0.5 },
    { waveId: all[1]!.id, part: 0.5 },
  ]);
  const drawn = await connection.db.select().from(draws);
  expect(new Set(drawn.map(({ rotation }) => rotation?.orderSeed)).size).toBe(1);
});

test("their estimates lie near what people thought then", async () => {
  const district = generateDistrict(DEMO_SEED, "small");
  const { sheet } = STANDARD_QUESTIONNAIRE;
  const all = await wavesInOrder();
  for (const [i, { id, lambda }] of all.entries()) {
    const opinions = createOpinions(district, sheet, opinionDrift(sheet, all.length - 1 - i));
    const truth = trueShares(district, opinions, lambda).sheet.combined;
    const { overall } = (await readWaveEstimates(connection.db, cityId, id))!;
    if (isWithheld(overall)) throw new Error(overall.withheld.code);
    expect(Math.abs(overall.share - truth.overall) / overall.se).toBeLessThan(3);
  }
});

test("opinions get better, in one street most, and lighting with the new lamps", () => {
  const { items } = STANDARD_QUESTIONNAIRE.sheet;
  const lighting = items.findIndex(({ dimension }) => dimension === "bright");
  const other = items.findIndex(({ dimension }) => dimension === "green");
  const [now, before, dark] = [0, 2, 3].map((ago) => opinionDrift(STANDARD_QUESTIONNAIRE.sheet, ago));
  expect([0, 1, 2, 3].map((street) => now!(street, other))).toEqual([-0, -0, -0, 0]);
  expect(before!(0, other)).toBeCloseTo(-0.12);
  expect(before!(1, other)).toBeCloseTo(-0.44);
  expect(before!(3, other)).toBeGreaterThan(0);
  expect(dark!(0, lighting) - dark!(0, other)).toBeCloseTo(-0.8);
  expect(before!(0, lighting)).toBeCloseTo(before!(0, other));
});

test("earlier waves have a month each, and never overlap", () => {
  for (let day = 0; day < 400; day += 7) {
    const startsOn = new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10);
    const clocks = earlierClocks(startsOn, 5);
    expect(new Set(clocks.map(({ month }) => month)).size).toBe(5);
    const later = [startsOn, ...clocks.map((clock) => clock.startsOn)];
    clocks.forEach(({ startsOn: first, endsOn }, i) => {
      expect(new Date(first).getUTCDay()).toBe(1);
      expect(Date.parse(later[i]!) - Date.parse(endsOn)).toBeGreaterThan(0);
    });
  }
});

test("many records at once leave the rows that they leave one by one", async () => {
  const waveId = (await wavesInOrder())[2]!.id;
  const kept = await connection.db.select().from(records).where(eq(records.waveId, waveId));
  const sent = kept.map(({ kind, body, userId, receivedAt }): RecordToStore => {
    return { kind, userId, receivedAt, bytes: body };
  });
  const before = await rowsOf(waveId);
  const { sql } = connection;
  await sql`delete from back_checks`;
  await sql`delete from ledger_entries`;
  await sql`delete from reviews`;
  await sql`delete from response_weights`;
  await sql`delete from responses where wave_id = ${waveId}`;
  await sql`delete from field_findings f using visits v where v.id = f.visit_id and v.wave_id = ${waveId}`;
  await sql`delete from visits where wave_id = ${waveId}`;
  await sql`delete from rosters where wave_id = ${waveId}`;
  await sql`delete from intercept_counts where wave_id = ${waveId}`;
  await sql`delete from session_events e using intercept_sessions s where s.id = e.session_id and s.wave_id = ${waveId}`;
  await sql`delete from intercept_sessions where wave_id = ${waveId}`;
  await sql`delete from records where wave_id = ${waveId}`;
  await storeManyRecords(connection.db, cityId, waveId, sent);
  const after = await rowsOf(waveId);
  for (const table of Object.keys(before)) expect(after[table], table).toEqual(before[table]);
  expect(before.responses!.length).toBeGreaterThan(200);

  await expect(storeManyRecords(connection.db, cityId, waveId, sent.slice(0, 1))).rejects.toThrow();
  const earlier = (await wavesInOrder())[0]!.id;
  await expect(storeManyRecords(connection.db, cityId, earlier, [])).rejects.toThrow("is not open");
});

/** Every row that records make, but for when it was noted and what a supervisor decided of it. */
async function rowsOf(waveId: string): Promise<Record<string, unknown[]>> {
  const { sql } = connection;
  const tables = {
    records: await sql`select * from records where wave_id = ${waveId} order by id`,
    visits: await sql`select * from visits where wave_id = ${waveId} order by id`,
    findings: await sql`
      select f.* from field_findings f join visits v on v.id = f.visit_id
      where v.wave_id = ${waveId} order by f.visit_id, f.kind`,
    rosters: await sql`select * from rosters where wave_id = ${waveId} order by id`,
    sessions: await sql`select * from intercept_sessions where wave_id = ${waveId} order by id`,
    events: await sql`
      select e.* from session_events e join intercept_sessions s on s.id = e.session_id
      where s.wave_id = ${waveId} order by e.id`,
    counts: await sql`select * from intercept_counts where wave_id = ${waveId} order by id`,
    responses: await sql`select * from responses where wave_id = ${waveId} order by id`,
  };
  return Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      rows.map((row) => ({ ...row, ...("standing" in row ? { standing: "counts" } : {}) })),
    ]),
  );
}
