import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import * as results from "#app/routes/results.$slug.tsx";
import * as publish from "#app/routes/waves.$waveId.publish.tsx";
import * as street from "#app/routes/waves.$waveId.streets.$streetId.tsx";
import { addLedgerEntry } from "#db/queries/add-ledger-entry.ts";
import { closeLedgerEntry } from "#db/queries/close-ledger-entry.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { publicLinks, responses } from "#db/schema/index.ts";
import { withDatabase } from "#test/db/with-city.ts";
import { addComments } from "./add-comments.ts";
import { answerTo, asked } from "./ask-route.ts";
import { HARD_WAVES, type HardWave } from "./hard-waves.ts";
import { renderPage, textOf } from "./render-page.tsx";
import { weightedForNow } from "./weighted-for-now.ts";

const here = withDatabase();
let wave: HardWave;
let comments: string[];

beforeAll(async () => {
  wave = await weightedForNow(here.db, HARD_WAVES.ordinary(here.db));
  await addComments(here.db, { ...wave, residence: "a", count: 3 });
  const rows = await here.db.select().from(responses).where(eq(responses.cityId, wave.cityId));
  comments = rows.flatMap(({ id, comment, mode }) => (mode === "online" && comment ? [id] : []));
}, 60_000);

async function add(text: string, more: { responseId?: string; dueOn?: string; street?: number } = {}) {
  const entry = {
    ...{ id: randomUUID(), streetId: wave.streetIds[more.street ?? 0]!, communityId: null, item: "bright" },
    ...{ waveId: wave.waveId, responseId: more.responseId ?? null, text, dueOn: more.dueOn ?? null },
  };
  await addLedgerEntry(here.db, wave.cityId, entry, { userId: wave.analyst.userId, now: new Date() });
  return entry.id;
}

async function show(viewer: Viewer, language: "zh-CN" | "en") {
  const params = { waveId: wave.waveId, streetId: wave.streetIds[0]! };
  const data = await street.loader(asked(here.db, { viewer, params }) as never);
  const html = renderPage(street.default, data, language);
  return { data, html, text: textOf(html) };
}

test("a street without entries says so, and each comment can be put in the ledger", async () => {
  expect(comments).toHaveLength(3);
  const { data, html, text } = await show(wave.analyst, "en");
  expect(data.ledger!.counts).toMatchObject({ all: 0, oldest: null });
  expect(text).toContain("Nothing of this street is in the ledger yet");
  for (const id of comments) expect(html).toContain(`href="/ledger/new?response=${id}"`);
  expect((await show(wave.analyst, "zh-CN")).text).toContain("本街道的台账里还没有条目");
});

test("a street shows how much is open and overdue, the five newest, and which comments are entered", async () => {
  const entryId = await add("entry 0", { responseId: comments[0]!, dueOn: "2020-01-01" });
  for (let i = 1; i <= 6; i++) await add(`entry ${i}`);
  const elsewhere = await add("elsewhere", { street: 1 });
  const { html, text } = await show(wave.analyst, "en");
  expect(text).toContain("7 entries are open. 1 of them is overdue. The oldest has been open for 0 days.");
  expect(text.match(/entry \d/g)).toEqual(["entry 6", "entry 5", "entry 4", "entry 3", "entry 2"]);
  expect(html).toContain(`href="/ledger?where=${wave.streetIds[0]}"`);
  expect(html).toContain(`href="/ledger/${entryId}"`);
  expect(html).not.toContain(`response=${comments[0]}`);
  expect(html).not.toContain(elsewhere);
  expect((await show(wave.analyst, "zh-CN")).text).toContain("待整改 7 条。其中 1 条已逾期。");
});

test("an analyst of another street sees no ledger of this one, and puts nothing in it", async () => {
  const role = { role: "analyst" as const, scope: "street" as const, areaId: wave.streetIds[1]! };
  const { data, html } = await show({ ...wave.analyst, roles: [role] }, "en");
  expect(data.ledger).toBeNull();
  expect(html).not.toContain("/ledger");
  expect(html).not.toContain("entry 6");
});

test("the public reads what was done in the office's words, where and when, and nothing else of the ledger", async () => {
  const { waveId, cityId, analyst: viewer } = wave;
  const ofWave = { viewer, params: { waveId } };
  const due = JSON.parse((await answerTo(() => publish.loader(asked(here.db, ofWave)))).text) as {
    due: { fingerprint: string };
  };
  const form = { intent: "publish", fingerprint: due.due.fingerprint };
  expect((await answerTo(() => publish.action(asked(here.db, { ...ofWave, form })))).status).toBe(303);
  const [link] = await here.db.select().from(publicLinks).where(eq(publicLinks.waveId, waveId));
  const read = async (language: "zh-CN" | "en") => {
    const args = asked(here.db, { viewer: null, params: { slug: link!.slug } });
    const { data } = await results.loader(args as never);
    return { data, html: renderPage(results.default, data, language) };
  };
  expect(textOf((await read("en")).html)).toContain("Nothing has been recorded as put right");
  expect(textOf((await read("zh-CN")).html)).toContain("还没有登记为已整改的问题");

  const now = new Date();
  const by = { userId: viewer.userId, now };
  const [named, twice] = [await add("公示之外", { responseId: comments[1]! }), await add("公示之外的误报")];
  await closeLedgerEntry(here.db, cityId, {
    ...by,
    entryId: named,
    as: "fixed",
    words: "已换灯 <b>3</b> 盏",
  });
  await closeLedgerEntry(here.db, cityId, { ...by, entryId: twice, as: "cancelled", words: "内部理由" });
  const { data, html } = await read("en");
  expect(html).toContain('<p lang="zh-CN" class="whitespace-pre-line">已换灯 &lt;b&gt;3&lt;/b&gt; 盏</p>');
  expect(textOf(html)).toMatch(/1 problem was put right\. .*已换灯/);
  const sent = JSON.stringify(data);
  for (const secret of ["路灯坏了 ", "公示之外", "内部理由", comments[1]!, named, viewer.userId]) {
    expect(sent).not.toContain(secret);
    expect(html).not.toContain(secret);
  }
  for (let i = 0; i < 10; i++) {
    const entryId = await add("another");
    const closing = { entryId, as: "fixed" as const, words: `Mended lamp ${i}`, now: new Date() };
    await closeLedgerEntry(here.db, cityId, { ...by, ...closing });
  }
  const more = await read("zh-CN");
  expect(textOf(more.html)).toContain("已整改 11 个问题。最近的 10 个：");
  expect(more.html.match(/<p lang="en"/g)).toHaveLength(10);
});
