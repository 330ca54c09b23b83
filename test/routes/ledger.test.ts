import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import Papa from "papaparse";
import { beforeAll, expect, test } from "vitest";
import * as interview from "#app/routes/fieldwork.$waveId.interviews.$responseId.tsx";
import * as list from "#app/routes/ledger._index.tsx";
import * as one from "#app/routes/ledger.$entryId.tsx";
import * as file from "#app/routes/ledger.entries[.]csv.ts";
import * as added from "#app/routes/ledger.new.tsx";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { auditLog, ledgerEntries } from "#db/schema/index.ts";
import { LANGUAGES } from "#surveys/vocabulary.ts";
import { answersOf, bytesOf, householdResponse } from "#test/db/tiny-records.ts";
import { withDatabase } from "#test/db/with-city.ts";
import { answerTo, asked, type Asked, type FormFields } from "./ask-route.ts";
import { addPerson, type BusyCity, makeBusyCity } from "./busy-city.ts";
import { renderPage, textOf } from "./render-page.tsx";

const here = withDatabase();
const WORDS = "楼下的灯从春天起就不亮";
let city: BusyCity;
let foreign: BusyCity;
let ofOwnStreet: Viewer;

beforeAll(async () => {
  city = await makeBusyCity(here.db);
  foreign = await makeBusyCity(here.db);
  ofOwnStreet = await addPerson(here.db, city, "supervisor", "street", city.own.streetId);
});

const get = (route: { loader: (args: never) => unknown }, viewer: Viewer | null, more: Partial<Asked> = {}) =>
  answerTo(() => route.loader(asked(here.db, { viewer, ...more }) as never));
const post = (
  route: { action: (args: never) => unknown },
  viewer: Viewer | null,
  form: FormFields,
  more: Partial<Asked> = {},
) => answerTo(() => route.action(asked(here.db, { viewer, form, ...more }) as never));

const formOf = (more: FormFields = {}): FormFields => ({
  ...{ id: randomUUID(), street: city.own.streetId, response: "", text: "6号楼后路灯不亮" },
  ...{ community: "", item: "", dueOn: "", ...more },
});
const close = (entryId: string, viewer: Viewer | null, form: FormFields) =>
  post(one, viewer, form, { params: { entryId } });
const fixed = { intent: "fixed", words: "已更换灯具" };
const entries = () => here.db.select().from(ledgerEntries).where(eq(ledgerEntries.cityId, city.cityId));

/** An entry that was made through the form. */
async function enter(more: FormFields = {}, viewer = city.supervisor): Promise<string> {
  const { status, location } = await post(added, viewer, formOf(more));
  expect(status).toBe(303);
  return /^\/ledger\/([\w-]+)\?added$/.exec(location!)![1]!;
}

let home = 2;
/** An interview of the first street in which somebody names a problem. */
async function named(): Promise<string> {
  const answers = { ...answersOf("household"), fix_first: WORDS };
  const fields = householdResponse(city, city.ownHouseholds[home++]!, { answers });
  const input = { kind: "responses" as const, bytes: bytesOf(fields), viewer: city.volunteer };
  await storeRecord(here.db, { ...input, expectedCityId: city.cityId, language: "zh-CN" });
  return String(fields.id);
}

test("who is not signed in, has no such role, or another district or city sees and changes nothing", async () => {
  const entryId = await enter();
  const before = await entries();
  const elsewhere = await addPerson(here.db, city, "supervisor", "district", randomUUID());
  const params = { entryId };
  const refusals: [Viewer | null, list: number, entry: number][] = [
    [null, 401, 401],
    [city.volunteer, 403, 403],
    [elsewhere, 200, 404],
    [foreign.administrator, 200, 404],
  ];
  for (const [viewer, onList, onEntry] of refusals) {
    const page = await get(list, viewer);
    expect(page.status).toBe(onList);
    expect(page.text).not.toContain(entryId);
    expect((await get(file, viewer)).text).not.toContain("路灯");
    expect((await get(one, viewer, { params })).status).toBe(onEntry);
    expect((await close(entryId, viewer, fixed)).status).toBe(onEntry);
    expect((await post(added, viewer, formOf())).status).toBe(onEntry);
  }
  expect(await entries()).toEqual(before);
});

test("a supervisor of one street reads and writes that street's ledger alone", async () => {
  const own = await enter({ text: "own street" }, ofOwnStreet);
  const other = await enter({ street: city.other.streetId, text: "other street" });
  for (const query of ["", `?where=${city.other.streetId}`, "?state=all"]) {
    const { text } = await get(list, ofOwnStreet, { query });
    expect(text).toContain(own);
    expect(text).not.toContain(other);
    expect((await get(file, ofOwnStreet, { query })).text).not.toContain("other street");
  }
  const before = await entries();
  expect((await get(one, ofOwnStreet, { params: { entryId: other } })).status).toBe(404);
  expect((await close(other, ofOwnStreet, fixed)).status).toBe(404);
  expect((await post(added, ofOwnStreet, formOf({ street: city.other.streetId }))).status).toBe(404);
  const { responseId } = city.other;
  expect((await get(added, ofOwnStreet, { query: `?response=${responseId}` })).status).toBe(404);
  expect(await entries()).toEqual(before);
});

test.each<[string, Record<string, string>, object]>([
  ["nothing", { text: " " }, { text: "empty" }],
  ["501 characters", { text: "灯".repeat(501) }, { text: "long" }],
  ["a NUL", { text: "灯\0" }, { text: "characters" }],
  ["a day that has passed", { dueOn: "2020-01-01" }, { dueOn: "day" }],
  ["a day that is none", { dueOn: "2026-02-31" }, { dueOn: "day" }],
  ["another street's community", { community: randomUUID() }, { community: "choice" }],
  ["an item that nobody was asked", { item: "q99" }, { item: "choice" }],
])(
  "an entry with %s is not made, and the form says why and keeps what was written",
  async (_, form, errors) => {
    const before = await entries();
    const { status, text } = await post(added, city.analyst, formOf(form));
    expect(status).toBe(400);
    const told = JSON.parse(text) as { errors: object; values: Record<string, string> };
    expect(told.errors).toEqual(errors);
    expect(told.values).toMatchObject(form.text === "灯\0" ? { text: "灯" } : form);
    expect(await entries()).toEqual(before);
  },
);

test("what is no id, no street or no intent is refused", async () => {
  expect((await post(added, city.analyst, formOf({ id: "x" }))).status).toBe(400);
  for (const street of ["x", "", foreign.own.streetId])
    expect((await post(added, city.analyst, formOf({ street }))).status).toBe(404);
  for (const response of ["x", randomUUID(), foreign.own.responseId])
    expect((await post(added, city.analyst, formOf({ response }))).status).toBe(404);
  const entryId = await enter();
  expect((await close(entryId, city.analyst, { ...fixed, intent: "gone" })).status).toBe(400);
  for (const words of ["", "x".repeat(501), "\0"]) {
    const { status, text } = await close(entryId, city.analyst, { ...fixed, words });
    expect([status, JSON.parse(text)]).toMatchObject([400, { sent: { as: "fixed" }, isLate: false }]);
  }
  expect((await get(one, city.analyst, { params: { entryId: "x" } })).status).toBe(404);
});

test("an entry is put right once; whoever comes second is told, and sees what the first wrote", async () => {
  const entryId = await enter();
  const [first, second] = await Promise.all([
    close(entryId, city.analyst, fixed),
    close(entryId, city.supervisor, { intent: "cancelled", words: "查无此处" }),
  ]);
  expect([first.status, second.status].sort()).toEqual([303, 409]);
  const late = await close(entryId, city.analyst, fixed);
  expect([late.status, JSON.parse(late.text)]).toEqual([409, { sent: null, isLate: true }]);
  const done = await here.db.select().from(auditLog).where(eq(auditLog.subjectId, entryId));
  expect(done).toHaveLength(2);
  const data = await one.loader(asked(here.db, { viewer: city.analyst, params: { entryId } }) as never);
  const html = renderPage(one.default, data, "zh-CN", `/ledger/${entryId}?done`);
  expect(textOf(html)).toContain(data.entry.fixedNote ?? data.entry.cancelledReason);
  expect(html).not.toContain('value="fixed"');
  expect(html).toContain('value="reopened"');
});

test("an entry closed wrongly is opened again with a reason: the public no longer reads of it, the audit still does", async () => {
  const entryId = await enter({ text: "又不亮了" });
  const reopened = { intent: "reopened", words: "其实没有修好" };
  expect((await close(entryId, city.analyst, reopened)).status).toBe(409);
  await close(entryId, city.analyst, { ...fixed, words: "电话 13800000000" });
  expect((await close(entryId, city.analyst, { ...reopened, words: " " })).status).toBe(400);
  expect((await close(entryId, foreign.administrator, reopened)).status).toBe(404);
  const answers = await Promise.all([1, 2].map(() => close(entryId, city.supervisor, reopened)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect((await entries()).find(({ id }) => id === entryId)).toMatchObject({
    ...{ fixedAt: null, fixedBy: null, fixedNote: null, cancelledAt: null },
  });
  const trace = await here.db.select().from(auditLog).where(eq(auditLog.subjectId, entryId));
  expect(trace.map(({ action }) => action).sort()).toEqual([
    ...["add-ledger-entry", "fix-ledger-entry", "reopen-ledger-entry"],
  ]);
  expect(JSON.stringify(trace)).toContain("13800000000");
  expect((await close(entryId, city.analyst, fixed)).status).toBe(303);
});

test("a comment is read beside the form, is no part of it, and is entered once", async () => {
  const responseId = await named();
  const query = `?response=${responseId}`;
  const data = await added.loader(asked(here.db, { viewer: city.analyst, query }) as never);
  const html = renderPage(added.default, data, "zh-CN", `/ledger/new${query}`);
  expect(html).toContain(WORDS);
  expect(/<textarea[^>]*>(.*?)<\/textarea>/s.exec(html)![1]!.trim()).toBe("");
  expect(html).toContain('value="q01"');
  const entryId = await enter({ response: responseId, item: "q01" }, city.analyst);
  const again = await post(added, city.supervisor, formOf({ response: responseId }));
  expect([again.status, again.location]).toEqual([303, `/ledger/${entryId}?there`]);
  const back = await get(added, city.analyst, { query });
  expect([back.status, back.location]).toEqual([302, `/ledger/${entryId}?there`]);
  const page = await get(list, city.analyst, { query: `?where=${city.own.streetId}` });
  expect(page.text).toContain(entryId);
  expect(page.text).not.toContain(WORDS);
  const { text } = await get(file, city.analyst, { query: "?state=all" });
  expect(text).not.toContain(WORDS);
  expect(text).not.toContain(responseId);
});

test("a supervisor goes from an interview in which something was named to the ledger, and back", async () => {
  const responseId = await named();
  const params = { waveId: city.waveId, responseId };
  const read = async (id = responseId) =>
    (
      await interview.loader(
        asked(here.db, { viewer: ofOwnStreet, params: { ...params, responseId: id } }) as never,
      )
    ).ledger;
  expect(await read()).toEqual({ responseId, entryId: null });
  const entryId = await enter({ response: responseId }, ofOwnStreet);
  expect(await read()).toEqual({ responseId, entryId });
  expect(await read(city.own.responseId)).toBeNull();
});

test("the file opens in a spreadsheet, and nothing in it runs as a formula", async () => {
  const entryId = await enter({ text: "=cmd|' /C calc'!A0", dueOn: "2099-12-31" });
  await close(entryId, city.analyst, { intent: "fixed", words: "@SUM(1)" });
  const { text, response } = await get(file, city.analyst, { query: "?state=fixed" });
  expect(response!.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  expect(text.startsWith("\uFEFF")).toBe(true);
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true });
  const row = data.find(({ problem }) => problem?.includes("calc"))!;
  expect(row).toMatchObject({
    ...{ state: "fixed", due_on: "2099-12-31", days_open: "0", named_in_survey: "no" },
    ...{ problem: "'=cmd|' /C calc'!A0", fixed_note: "'@SUM(1)" },
  });
});

test("an odd address is answered with the ledger as at first", async () => {
  for (const query of [
    "?where=x",
    "?state=x",
    "?page=x",
    "?page=-1",
    "?page=1e309",
    "?where=%00&state=%00",
  ]) {
    const { status, text } = await get(list, city.analyst, { query });
    expect([query, status]).toEqual([query, 200]);
    expect(JSON.parse(text)).toMatchObject({ filter: { where: "", state: "open" }, page: 1 });
  }
});

test("every page of the ledger has words in both languages, also when it is empty", async () => {
  const empty = await addPerson(here.db, foreign, "administrator", "city", null);
  const nobody = await addPerson(here.db, foreign, "supervisor", "district", randomUUID());
  const entryId = await enter({ dueOn: "2099-12-31", item: "bright" });
  await here.db.update(ledgerEntries).set({ dueOn: "2020-01-01" }).where(eq(ledgerEntries.id, entryId));
  const viewers = [city.analyst, empty, nobody];
  for (const language of LANGUAGES) {
    const pages = await Promise.all(
      viewers.map((viewer) => list.loader(asked(here.db, { viewer }) as never)),
    );
    const texts = pages.map((data) => textOf(renderPage(list.default, data, language, "/ledger")));
    const entry = await one.loader(asked(here.db, { viewer: city.analyst, params: { entryId } }) as never);
    texts.push(textOf(renderPage(one.default, entry, language, `/ledger/${entryId}`)));
    const form = await added.loader(asked(here.db, { viewer: city.analyst }) as never);
    texts.push(textOf(renderPage(added.default, form, language, "/ledger/new")));
    for (const text of texts) expect(text).not.toMatch(/NaN|undefined|\bnull\b|\[object|\{\{|ledger:[a-z]/);
    const [full, none, without] = texts;
    expect(full).toMatch(language === "en" ? /Overdue by [\d,]+ days/ : /已逾期 [\d,]+ 天/);
    expect(none).toContain(language === "en" ? "Nothing is in the ledger yet" : "台账里还没有条目");
    expect(without).toContain(language === "en" ? "no streets yet" : "还没有对应的街道");
  }
});
