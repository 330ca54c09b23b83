import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { addLedgerEntry, type NewLedgerEntry } from "#db/queries/add-ledger-entry.ts";
import { closeLedgerEntry, type LedgerClosing } from "#db/queries/close-ledger-entry.ts";
import { countLedgerEntries } from "#db/queries/count-ledger-entries.ts";
import { readLedgerStreets } from "#db/queries/ledger-scope.ts";
import { readFixedEntries } from "#db/queries/read-fixed-entries.ts";
import { findLedgerEntry, type LedgerState, readLedgerEntries } from "#db/queries/read-ledger-entries.ts";
import { readNamedProblem } from "#db/queries/read-named-problem.ts";
import { readStreetComments } from "#db/queries/read-street-comments.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { auditLog, communities, streets, waves } from "#db/schema/index.ts";
import { addPerson } from "#test/routes/busy-city.ts";
import { makeTinyCity, setWaveStatus, type TinyCity } from "./tiny-city.ts";
import { answersOf, bytesOf, householdResponse } from "./tiny-records.ts";
import { withDatabase } from "./with-city.ts";

const here = withDatabase();
const WORDS = "路灯坏了，从春天起就不亮";
const NOW = new Date("2026-06-10T04:00:00Z");
const TODAY = "2026-06-10";

let city: TinyCity & { streetIds: [string, string] };
let foreign: TinyCity & { streetIds: [string, string] };

beforeAll(async () => {
  city = await makeCity();
  foreign = await makeCity();
});

async function makeCity() {
  const made = await makeTinyCity(here.db);
  const found = await here.db
    .select({ id: streets.id })
    .from(streets)
    .where(eq(streets.cityId, made.cityId))
    .orderBy(streets.code);
  return { ...made, streetIds: found.map(({ id }) => id) as [string, string] };
}

const entryOf = (more: Partial<NewLedgerEntry> = {}): NewLedgerEntry => ({
  ...{ id: randomUUID(), streetId: city.streetIds[0], communityId: null, waveId: null, item: null },
  ...{ responseId: null, text: "6号楼后路灯不亮", dueOn: null },
  ...more,
});
const add = (more: Partial<NewLedgerEntry> = {}, now = NOW, of = city) =>
  addLedgerEntry(here.db, of.cityId, entryOf(more), { userId: of.supervisor.userId, now });
const close = (entryId: string, more: Partial<LedgerClosing> = {}, of = city) =>
  closeLedgerEntry(here.db, of.cityId, {
    ...{ entryId, as: "fixed", words: "已更换灯具", userId: of.analyst.userId, now: NOW },
    ...more,
  });
const find = (id: string) => findLedgerEntry(here.db, city.cityId, id);
const logged = async (subjectId: string) =>
  (await here.db.select().from(auditLog).where(eq(auditLog.subjectId, subjectId)).orderBy(auditLog.id)).map(
    ({ action, userId }) => [action, userId],
  );

let home = 0;
/** An interview that names a problem, in the first street. */
async function named(of = city, comment = WORDS): Promise<string> {
  const answers = { ...answersOf("household"), fix_first: comment };
  const fields = householdResponse(of, of.ownHouseholds[home++ % of.ownHouseholds.length]!, { answers });
  const input = { kind: "responses" as const, bytes: bytesOf(fields), viewer: of.volunteer };
  const stored = await storeRecord(here.db, { ...input, expectedCityId: of.cityId, language: "zh-CN" });
  expect(stored.status).toBe("stored");
  return String(fields.id);
}

test("an entry is open until it is put right, and says by whom; the audit has both", async () => {
  const entry = entryOf({ dueOn: "2026-06-20", item: "bright", waveId: city.waveId });
  expect(await add(entry)).toEqual({ status: "added", id: entry.id });
  expect(await find(entry.id)).toMatchObject({
    ...{ text: entry.text, item: "bright", dueOn: "2026-06-20", openedAt: NOW, fixedAt: null },
    ...{ openedBy: city.supervisor.name, street: { code: "s1" }, community: null },
  });
  expect(await close(entry.id)).toBe(true);
  expect(await find(entry.id)).toMatchObject({ fixedNote: "已更换灯具", fixedBy: city.analyst.name });
  expect(await logged(entry.id)).toEqual([
    ["add-ledger-entry", city.supervisor.userId],
    ["fix-ledger-entry", city.analyst.userId],
  ]);
});

test("closing twice, or otherwise than it was closed, changes nothing", async () => {
  const { id } = entryOf();
  await add({ id });
  expect(await close(id, { as: "cancelled", words: "查无此处" })).toBe(true);
  expect(await close(id)).toBe(false);
  expect(await close(id, { as: "cancelled", words: "again" })).toBe(false);
  expect(await find(id)).toMatchObject({ cancelledReason: "查无此处", fixedAt: null });
  expect(await logged(id)).toHaveLength(2);
});

test("of six people who close an entry at once one does", async () => {
  const { id } = entryOf();
  await add({ id });
  const as = (i: number) => (i % 2 ? ("fixed" as const) : ("cancelled" as const));
  const done = await Promise.all(
    Array.from({ length: 6 }, (_, i) => close(id, { as: as(i), words: `by ${i}` })),
  );
  expect(done.filter(Boolean)).toHaveLength(1);
  const { fixedNote, cancelledReason } = (await find(id))!;
  expect(fixedNote ?? cancelledReason).toBe(`by ${done.indexOf(true)}`);
  expect(fixedNote === null || cancelledReason === null).toBe(true);
  expect(await logged(id)).toHaveLength(2);
});

test("a form that is sent twice makes one entry", async () => {
  const entry = entryOf();
  const results = await Promise.all([add(entry), add(entry), add(entry)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["added", "there", "there"]);
  expect(await logged(entry.id)).toHaveLength(1);
});

test("a response is entered once, whoever does it, and its comment says that it is there", async () => {
  const responseId = await named();
  const asked = { waveId: city.waveId, streetId: city.streetIds[0], search: "", withPhotos: false };
  const mark = async () =>
    (await readStreetComments(here.db, city.cityId, { ...asked, from: 0, count: 50 })).comments.find(
      (each) => each.responseId === responseId,
    )?.entryId;
  expect(await mark()).toBeNull();
  expect(await readNamedProblem(here.db, city.cityId, responseId)).toMatchObject({
    ...{ comment: WORDS, streetId: city.streetIds[0], waveId: city.waveId, photos: 0, entryId: null },
  });
  const results = await Promise.all([add({ responseId }), add({ responseId })]);
  expect(results.map(({ status }) => status).sort()).toEqual(["added", "there"]);
  const ids = new Set(results.map((result) => "id" in result && result.id));
  expect(ids.size).toBe(1);
  expect(await mark()).toBe([...ids][0]);
  expect(await readNamedProblem(here.db, city.cityId, responseId)).toMatchObject({ entryId: [...ids][0] });
});

test("other cities, and streets, communities and waves that do not belong together, are not found", async () => {
  const [community] = await here.db
    .select({ id: communities.id })
    .from(communities)
    .where(and(eq(communities.cityId, city.cityId), eq(communities.streetId, city.streetIds[1])));
  const wrong: Partial<NewLedgerEntry>[] = [
    { streetId: foreign.streetIds[0] },
    { communityId: community!.id },
    { waveId: foreign.waveId },
  ];
  for (const each of wrong) expect(await add(each)).toEqual({ status: "not-found" });
  expect(await add({ streetId: city.streetIds[1], communityId: community!.id })).toMatchObject({
    status: "added",
  });
  const { id } = entryOf();
  await add({ id });
  expect(await close(id, {}, foreign)).toBe(false);
  expect(await findLedgerEntry(here.db, foreign.cityId, id)).toBeNull();
  expect(await find("nonsense")).toBeNull();
  expect(await readNamedProblem(here.db, foreign.cityId, await named())).toBeNull();
  expect(await readNamedProblem(here.db, city.cityId, "nonsense")).toBeNull();
});

test("a page has the oldest first, by street and state; overdue is what was due before today", async () => {
  const fresh = await makeCity();
  const [first, second] = fresh.streetIds;
  const put = async (streetId: string, day: number, dueOn: string | null) => {
    const id = randomUUID();
    await add({ id, streetId, dueOn }, new Date(Date.UTC(2026, 5, day)), fresh);
    return id;
  };
  const late = await put(first, 3, "2026-06-09");
  const today = await put(first, 1, TODAY);
  const fixed = await put(first, 2, "2026-06-05");
  const none = await put(first, 4, null);
  const elsewhere = await put(second, 2, null);
  await close(fixed, {}, fresh);
  await close(none, { as: "cancelled" }, fresh);
  const ids = async (state: LedgerState, streetIds: string[] = [first], newestFirst = false) => {
    const asked = { streetIds, state, today: TODAY };
    const rows = await readLedgerEntries(here.db, fresh.cityId, asked, { count: 50, newestFirst });
    return rows.map(({ id }) => id);
  };
  expect(await ids("open")).toEqual([today, late]);
  expect(await ids("open", [first], true)).toEqual([late, today]);
  expect(await ids("overdue")).toEqual([late]);
  expect(await ids("fixed")).toEqual([fixed]);
  expect(await ids("cancelled")).toEqual([none]);
  expect(await ids("open", [first, second])).toEqual([today, elsewhere, late]);
  expect(await ids("all", [])).toEqual([]);
  const counts = await countLedgerEntries(here.db, fresh.cityId, { streetIds: [first], today: TODAY });
  expect(counts).toEqual({
    ...{ open: 2, overdue: 1, fixed: 1, cancelled: 1, all: 4 },
    oldest: new Date("2026-06-01T00:00:00Z"),
  });
  const nothing = await countLedgerEntries(here.db, fresh.cityId, { streetIds: [], today: TODAY });
  expect(nothing).toMatchObject({ all: 0, oldest: null });
});

test("a street's supervisor has the ledger of that street, a district's of all, volunteers of none", async () => {
  const of = async (
    ...where: Parameters<typeof addPerson> extends [unknown, unknown, ...infer R] ? R : never
  ) => (await readLedgerStreets(here.db, await addPerson(here.db, city, ...where))).map(({ id }) => id);
  expect(await of("supervisor", "street", city.streetIds[1])).toEqual([city.streetIds[1]]);
  expect(await of("supervisor", "district", city.districtId)).toEqual(city.streetIds);
  expect(await of("administrator", "city", null)).toEqual(city.streetIds);
  expect(await of("analyst", "district", foreign.districtId)).toEqual([]);
  expect(await of("volunteer", "city", null)).toEqual([]);
});

test("what was put right belongs to the published wave after whose beginning it was, and holds no citizen's words", async () => {
  const fresh = await makeCity();
  home = 0;
  const responseId = await named(fresh);
  const fix = async (at: string, words: string, more: Partial<NewLedgerEntry> = {}) => {
    const id = randomUUID();
    await add({ id, streetId: fresh.streetIds[0], ...more }, new Date("2026-05-01T00:00:00Z"), fresh);
    await close(id, { words, now: new Date(at) }, fresh);
  };
  // The last minute of May and the first of June in Shanghai.
  await fix("2026-05-31T15:59:00Z", "before");
  await fix("2026-05-31T16:00:00Z", "first", { responseId });
  for (let i = 1; i <= 11; i++) await fix(`2026-06-${String(i + 10)}T00:00:00Z`, `later ${i}`);
  await fix("2026-07-02T00:00:00Z", "July", { streetId: fresh.streetIds[1] });
  const read = (startsOn: string) =>
    readFixedEntries(
      here.db,
      { id: fresh.cityId, timeZone: "Asia/Shanghai" },
      { districtId: fresh.districtId, startsOn },
    );
  const open = await read("2026-06-01");
  expect(open.count).toBe(13);
  expect(open.latest).toHaveLength(10);
  expect(open.latest[0]).toMatchObject({
    note: "July",
    fixedOn: "2026-07-02",
    street: { nameZh: "s2街道" },
  });
  expect(JSON.stringify(open)).not.toContain(responseId);
  expect(JSON.stringify(open)).not.toContain(WORDS);
  await setWaveStatus(here.db, fresh.cityId, fresh.waveId, "published");
  expect((await read("2026-05-01")).latest.map(({ note }) => note)).toEqual(["before"]);
  expect((await read("2026-06-01")).count).toBe(13);
  await here.db.update(waves).set({ startsOn: "2026-07-01" }).where(eq(waves.id, fresh.waveId));
  expect(await read("2026-06-01")).toMatchObject({ count: 12, until: "2026-06-30" });
  expect((await read("2026-07-01")).latest.map(({ note }) => note)).toEqual(["July"]);
  expect(await read("2026-08-01")).toEqual({ count: 0, until: null, latest: [] });
});
