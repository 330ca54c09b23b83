import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as list from "#app/routes/results._index.tsx";
import * as results from "#app/routes/results.$slug.tsx";
import * as publish from "#app/routes/waves.$waveId.publish.tsx";
import { type Connection, connect } from "#db/client.ts";
import { readPublicLink } from "#db/queries/read-public-link.ts";
import { publicLinks, waves } from "#db/schema/index.ts";
import { createTestDatabase, type TestDatabase } from "#test/set-up/database.ts";
import { answerTo, asked, type Asked } from "./ask-route.ts";
import { HARD_WAVES, type HardWave } from "./hard-waves.ts";
import { weightedForNow } from "./weighted-for-now.ts";

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

const ordinary = () => weightedForNow(connection.db, HARD_WAVES.ordinary(connection.db));
const of = ({ waveId, analyst }: HardWave, more: Partial<Asked> = {}) =>
  asked(connection.db, { viewer: analyst, params: { waveId }, ...more });
const page = async (wave: HardWave) => JSON.parse((await answerTo(() => publish.loader(of(wave)))).text);
const post = (wave: HardWave, form: Record<string, string>, viewer = wave.analyst) =>
  answerTo(() => publish.action(of(wave, { viewer, form })));
const publicly = async ({ waveId }: HardWave) => {
  const [link] = await connection.db.select().from(publicLinks).where(eq(publicLinks.waveId, waveId));
  const args = asked(connection.db, { viewer: null, params: { slug: link?.slug ?? "none" } });
  return { slug: link?.slug, ...(await answerTo(() => results.loader(args))) };
};

test("an analyst publishes what was shown, once; then the page lists it and the public sees it", async () => {
  const wave = await ordinary();
  const before = await page(wave);
  expect(before).toMatchObject({ mayPublish: true, mayCorrect: false, history: [] });
  expect((await publicly(wave)).status).toBe(404);
  const { fingerprint } = before.due;
  const sent = await post(wave, { intent: "publish", fingerprint });
  expect(sent).toMatchObject({ status: 303, location: `/waves/${wave.waveId}/publish` });
  expect(await post(wave, { intent: "publish", fingerprint })).toMatchObject({ status: 409 });
  const after = await page(wave);
  expect(after.history).toHaveLength(1);
  expect(after.history[0]).toMatchObject({ by: wave.analyst.name, corrects: null });
  const overall = ({ share }: { share: number }) => share.toFixed(10);
  expect(overall(after.figures.sheet.overall)).toBe(overall(before.figures.sheet.overall));

  const seen = await publicly(wave);
  expect(seen.status).toBe(200);
  const { figures } = JSON.parse(seen.text).results;
  expect(figures.overall.share).toBe(after.figures.sheet.overall.share);
  const listed = await answerTo(() => list.loader(asked(connection.db, { viewer: null })));
  expect(listed.text).toContain(`"slug":"${seen.slug}"`);
  const citizen = await readPublicLink(connection.db, seen.slug!);
  expect(citizen).toBeNull();
});

test("figures that changed since they were shown are not published", async () => {
  const wave = await ordinary();
  const { fingerprint } = (await page(wave)).due;
  await connection.db.update(waves).set({ lambda: 0.3 }).where(eq(waves.id, wave.waveId));
  const sent = await post(wave, { intent: "publish", fingerprint });
  expect([sent.status, sent.text]).toEqual([409, '{"problem":"changed"}']);
  expect((await page(wave)).wave.status).toBe("closed");
});

test("only an administrator corrects, with a reason, and both stay listed", async () => {
  const wave = await ordinary();
  await post(wave, { intent: "publish", fingerprint: (await page(wave)).due.fingerprint });
  const { history, due } = await page(wave);
  const form = { intent: "correct", fingerprint: due.fingerprint, corrects: history[0].id };
  expect((await post(wave, { ...form, reason: "wrong" })).status).toBe(403);
  expect((await post(wave, { ...form, reason: " " }, wave.administrator)).status).toBe(400);
  expect((await post(wave, { ...form, reason: "wrong" }, wave.administrator)).status).toBe(303);
  expect((await post(wave, { ...form, reason: "again" }, wave.administrator)).status).toBe(409);
  const corrected = (await page(wave)).history;
  expect(corrected).toHaveLength(2);
  expect(corrected[0]).toMatchObject({ corrects: history[0].id, correctionReason: "wrong" });
  expect(JSON.parse((await publicly(wave)).text).results.isCorrected).toBe(true);
});

test("no right, no wave, no sense: each is refused and nothing is published", async () => {
  const wave = await ordinary();
  const other = await ordinary();
  expect((await answerTo(() => publish.loader(of(wave, { viewer: wave.volunteer })))).status).toBe(404);
  expect((await answerTo(() => publish.loader(of(wave, { viewer: other.analyst })))).status).toBe(404);
  expect((await post(wave, { intent: "publish", fingerprint: "" }, wave.volunteer)).status).toBe(404);
  expect((await post(wave, { intent: "publish", fingerprint: "" }, other.analyst)).status).toBe(404);
  expect((await post(wave, { intent: "other" })).status).toBe(400);
  await connection.db.update(waves).set({ status: "open" }).where(eq(waves.id, wave.waveId));
  expect((await page(wave)).due).toBeNull();
  expect((await post(wave, { intent: "publish", fingerprint: "" })).status).toBe(409);
});

test("what is hard about a wave can be published, too, and the public sees words for what is not shown", async () => {
  for (const [name, make] of Object.entries(HARD_WAVES)) {
    const wave = await weightedForNow(connection.db, make(connection.db));
    const { fingerprint } = (await page(wave)).due;
    expect((await post(wave, { intent: "publish", fingerprint })).status, name).toBe(303);
    const seen = await publicly(wave);
    expect(seen.status, name).toBe(200);
    expect(seen.text, name).not.toMatch(/NaN|Infinity/);
    const { figures } = JSON.parse(seen.text).results;
    expect(figures.streets, name).toHaveLength(5);
  }
}, 120_000);

test("the public pages may be kept by anybody's cache, but not with a name on them", async () => {
  const wave = await ordinary();
  const kept = async (viewer: HardWave["analyst"] | null) => {
    const result = (await list.loader(asked(connection.db, { viewer }))) as { init: ResponseInit };
    return new Headers(result.init.headers).get("Cache-Control");
  };
  expect(await kept(null)).toBe("public, max-age=300");
  expect(await kept(wave.analyst)).toBe("private, max-age=60");
});
