import { and, asc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { giveUp, readUpload, startCheck, startImport } from "#app/frame/run-upload.server.ts";
import { type Connection, connect } from "#db/client.ts";
import { addUpload, readUploadBody, stepUpload } from "#db/queries/frame-uploads.ts";
import { lockFrame } from "#db/queries/hold-upload.ts";
import {
  auditLog,
  cities,
  communities,
  controlTotals,
  districts,
  dwellingAddresses,
  dwellings,
  siteSlots,
  streets,
  type UploadKind,
  users,
} from "#db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";

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

interface Empty {
  cityId: string;
  districtId: string;
  userId: string;
}

async function emptyCity(): Promise<Empty> {
  const { db } = connection;
  const [cityId, districtId, userId] = [uuidv7(), uuidv7(), uuidv7()];
  await db.insert(cities).values({ id: cityId, code: cityId, nameZh: "城", nameEn: "City" });
  await db.insert(districts).values({ cityId, id: districtId, code: "D", nameZh: "区", nameEn: "District" });
  await db.insert(users).values({ cityId, id: userId, login: "a", name: "甲", passwordHash: "-" });
  return { cityId, districtId, userId };
}

async function upload({ cityId, districtId, userId }: Empty, kind: UploadKind, text: string | Uint8Array) {
  const { db } = connection;
  const id = uuidv7();
  const body = typeof text === "string" ? new TextEncoder().encode(text) : text;
  await addUpload(db, {
    ...{ cityId, id, districtId, kind, fileName: "list.csv", body, uploadedBy: userId },
    ...{ sha256: new Uint8Array(32), state: "checking" },
  });
  const { ended } = await startCheck(db, cityId, (await readUpload(db, cityId, id))!);
  await ended;
  return (await readUpload(db, cityId, id))!;
}

async function importList(city: Empty, kind: UploadKind, text: string) {
  const checked = await upload(city, kind, text);
  expect(checked.report?.problems).toEqual([]);
  const { begun, ended } = await startImport(connection.db, city.cityId, checked, city.userId);
  expect(begun).toBe(true);
  await ended;
  return (await readUpload(connection.db, city.cityId, checked.id))!;
}

const STREETS = "街道代码,中文名称,英文名称\nS1,一街,First\nS2,二街,Second\n";
const COMMUNITIES = "street code,community code,name,households\nS1,C1,Oak,3\nS2,C2,Elm,0\n";
const HOMES = "社区代码,地址\nC1,甲1号\nC1,甲2号\nC2,乙1号\n";

test("a city begins with lists: streets, communities, dwellings, sites, population and boundaries", async () => {
  const city = await emptyCity();
  const { db } = connection;
  const { cityId } = city;
  expect(await importList(city, "streets", STREETS)).toMatchObject({
    state: "imported",
    report: { added: 2 },
  });
  await importList(city, "communities", COMMUNITIES);
  await importList(city, "dwellings", HOMES);
  await importList(
    city,
    "sites",
    "街道,点位代码,类型,点位名称,时段代码,日期类型,开始时间,结束时间,人流量\n" +
      "一街,P1,公园,小公园,AM,工作日,8:00,11:00,420\n一街,P1,公园,,WE,周末,8:00,11:00,700\n",
  );
  await importList(city, "population", "街道,年龄段,性别,人数,截至日期\nS1,18至35岁,女,100,2026年1月1日\n");
  const square = [
    [112, 29],
    [112.1, 29],
    [112.1, 29.1],
    [112, 29.1],
    [112, 29],
  ];
  const feature = { properties: { 街道代码: "S2" }, geometry: { type: "Polygon", coordinates: [square] } };
  await importList(city, "boundaries", JSON.stringify({ type: "FeatureCollection", features: [feature] }));

  const here = (table: { cityId: typeof streets.cityId }) => eq(table.cityId, cityId);
  const found = await db.select().from(streets).where(here(streets)).orderBy(asc(streets.code));
  expect(found.map(({ nameZh, boundary }) => [nameZh, boundary?.coordinates ?? null])).toEqual([
    ["一街", null],
    ["二街", [square]],
  ]);
  const sizes = await db
    .select()
    .from(communities)
    .where(eq(communities.cityId, cityId))
    .orderBy(asc(communities.code));
  // The households that were given stand; where none were known, the listing counts.
  expect(sizes.map(({ nameZh, dwellingCount }) => [nameZh, dwellingCount])).toEqual([
    ["Oak", 3],
    ["Elm", 1],
  ]);
  expect(await db.select().from(siteSlots).where(eq(siteSlots.cityId, cityId))).toHaveLength(2);
  expect(await db.select().from(controlTotals).where(eq(controlTotals.cityId, cityId))).toMatchObject([
    { ageBand: "18-35", sex: "female", persons: 100, asOf: "2026-01-01" },
  ]);
  const log = await db.select().from(auditLog).where(eq(auditLog.cityId, cityId));
  expect(log.map(({ action }) => action)).toEqual(Array(6).fill("import-list"));
});

test("the same list again changes nothing and says so; a changed one changes by code and leaves the rest", async () => {
  const city = await emptyCity();
  const { db } = connection;
  await importList(city, "streets", STREETS);
  await importList(city, "communities", COMMUNITIES);
  await importList(city, "dwellings", HOMES);
  const before = await db.select().from(dwellings).where(eq(dwellings.cityId, city.cityId));
  for (const [kind, text, rows] of [
    ["streets", STREETS, 2],
    ["communities", COMMUNITIES.replace("Elm,0", "Elm,1"), 2],
    ["dwellings", HOMES, 3],
  ] as const)
    expect((await importList(city, kind, text)).report).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: rows,
      left: 0,
    });
  const again = await importList(city, "dwellings", "社区代码,序号,地址\nC1,2,甲2号乙\nC1,3,甲3号\n");
  expect(again.report).toMatchObject({ added: 1, changed: 1, unchanged: 0, left: 1 });
  const after = await db
    .select({ id: dwellings.id, position: dwellings.position, address: dwellingAddresses.address })
    .from(dwellings)
    .innerJoin(
      dwellingAddresses,
      and(eq(dwellingAddresses.cityId, dwellings.cityId), eq(dwellingAddresses.dwellingId, dwellings.id)),
    )
    .where(eq(dwellings.cityId, city.cityId));
  expect(after.map(({ address }) => address).sort()).toEqual(["乙1号", "甲1号", "甲2号乙", "甲3号"]);
  expect(before.every(({ id }) => after.some((each) => each.id === id))).toBe(true);
});

test("a list with a problem imports nothing at all", async () => {
  const city = await emptyCity();
  await importList(city, "streets", STREETS);
  const bad = await upload(
    city,
    "communities",
    "街道,社区代码,名称,户数\nS1,C1,甲,10\nS9,C2,乙,20\nS2,C3,丙,-4\n",
  );
  expect(bad).toMatchObject({ state: "checked", report: { rows: 3, problemCount: 2 } });
  expect(bad.report!.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
    [3, "街道", "unknown-street"],
    [4, "户数", "negative"],
  ]);
  const { ended } = await startImport(connection.db, city.cityId, bad, city.userId);
  await ended;
  expect(await readUpload(connection.db, city.cityId, bad.id)).toMatchObject({
    state: "checked",
    report: { failure: "outdated" },
  });
  expect(await connection.db.select().from(communities).where(eq(communities.cityId, city.cityId))).toEqual(
    [],
  );
});

test("what the database refuses in the middle is rolled back whole, and the upload can be tried again", async () => {
  const city = await emptyCity();
  const { db, sql } = connection;
  await importList(city, "streets", STREETS);
  await importList(city, "communities", COMMUNITIES);
  const checked = await upload(city, "dwellings", HOMES);
  await sql`create function refuse_address() returns trigger language plpgsql as $$
    begin raise exception 'no'; end $$`;
  await sql`create trigger refuse before insert on dwelling_addresses execute function refuse_address()`;
  const { ended } = await startImport(db, city.cityId, checked, city.userId);
  await ended;
  await sql`drop trigger refuse on dwelling_addresses`;
  expect(await readUpload(db, city.cityId, checked.id)).toMatchObject({
    state: "failed",
    report: { failure: "broken" },
  });
  expect(await db.select().from(dwellings).where(eq(dwellings.cityId, city.cityId))).toEqual([]);
  expect(await readUploadBody(db, city.cityId, checked.id)).not.toBeNull();
  const again = await startCheck(db, city.cityId, (await readUpload(db, city.cityId, checked.id))!);
  await again.ended;
  expect(await readUpload(db, city.cityId, checked.id)).toMatchObject({
    state: "checked",
    report: { added: 3 },
  });
});

test("of two imports at once the second finds everything there already", async () => {
  const city = await emptyCity();
  const { db } = connection;
  const [one, two] = [await upload(city, "streets", STREETS), await upload(city, "streets", STREETS)];
  expect([one.report?.added, two.report?.added]).toEqual([2, 2]);
  const both = await Promise.all([one, two].map((each) => startImport(db, city.cityId, each, city.userId)));
  await Promise.all(both.map(({ ended }) => ended));
  const after = await Promise.all([one, two].map(({ id }) => readUpload(db, city.cityId, id)));
  expect(after.map((each) => each?.state)).toEqual(["imported", "imported"]);
  expect(after.map((each) => each?.report?.added).sort()).toEqual([0, 2]);
  const same = await startImport(db, city.cityId, after[0]!, city.userId);
  expect(same.begun).toBe(false);
});

test("an import that is given up while it waits leaves nothing behind", async () => {
  const city = await emptyCity();
  const { db } = connection;
  const checked = await upload(city, "streets", STREETS);
  const { ended } = await db.transaction(async (tx) => {
    await lockFrame(tx, city.cityId);
    const started = await startImport(db, city.cityId, checked, city.userId);
    expect(await giveUp(db, city.cityId, checked, uuidv7())).toBe(true);
    return started;
  });
  await ended;
  expect(await readUpload(db, city.cityId, checked.id)).toMatchObject({ state: "cancelled" });
  expect(await db.select().from(streets).where(eq(streets.cityId, city.cityId))).toEqual([]);
  expect(await readUploadBody(db, city.cityId, checked.id)).toBeNull();
});

test("work that ended with its server is said to be interrupted and can be done again", async () => {
  const city = await emptyCity();
  const { db, sql } = connection;
  const checked = await upload(city, "streets", STREETS);
  await stepUpload(db, city.cityId, checked.id, ["checked"], { state: "importing" });
  await sql`update frame_uploads set created_at = created_at - interval '1 minute' where id = ${checked.id}`;
  const found = await readUpload(db, city.cityId, checked.id);
  expect(found).toMatchObject({ state: "failed", report: { failure: "interrupted", added: 2 } });
  const { ended } = await startCheck(db, city.cityId, found!);
  await ended;
  expect((await readUpload(db, city.cityId, checked.id))?.state).toBe("checked");
});
