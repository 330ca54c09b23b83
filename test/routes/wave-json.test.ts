import { expect, test } from "vitest";
import { loader as changes } from "#app/routes/api.waves.$waveId.changes.ts";
import { loader as ranks } from "#app/routes/api.waves.$waveId.ranks.ts";
import * as compare from "#app/routes/waves.$waveId.trends.compare.tsx";
import * as streets from "#app/routes/waves.$waveId.streets._index.tsx";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { withDatabase } from "#test/db/with-city.ts";
import { answerTo, asked } from "./ask-route.ts";
import { HARD_WAVES, type HardWave, makeWavePair } from "./hard-waves.ts";

const here = withDatabase();
const LOADERS = { ranks, changes };

interface Answer {
  status: number;
  type: string | null;
  body: Record<string, unknown> & { streets: Street[] };
}
interface Street {
  id: string;
  code: string;
  share: object;
  rank: { rank: number; ownSet: [number, number]; tiedWith: string[] } | null;
  change: { estimate: number; real: boolean };
}

async function get(
  name: keyof typeof LOADERS,
  { waveId, analyst }: Pick<HardWave, "waveId" | "analyst">,
  { query = "", viewer = analyst, language = "en" }: { query?: string; viewer?: Viewer | null; language?: string } = {}, // prettier-ignore
): Promise<Answer> {
  const headers = { Cookie: `language=${language}` };
  const ask = asked(here.db, { viewer, params: { waveId }, query, headers });
  const { status, text, response } = await answerTo(() => LOADERS[name](ask));
  return { status, type: response?.headers.get("Content-Type") ?? null, body: text ? JSON.parse(text) : {} };
}

test("ranks are the places that the page of streets shows, by code, with ties and chances", async () => {
  const wave = await HARD_WAVES.ordinary(here.db);
  const { status, body } = await get("ranks", wave, { query: "?best=2" });
  expect(status).toBe(200);
  expect(body).toMatchObject({ best: 2, dontKnow: "sheet", level: 0.95, assumption: "flat prior, normal" });
  expect(body.streets.map(({ code }) => code)).toEqual(["a", "b", "c", "d", "e"]);
  const ask = asked(here.db, { viewer: wave.analyst, params: { waveId: wave.waveId }, query: "?best=2" });
  const { page } = (await streets.loader(ask)) as unknown as { page: { streets: Street[] } };
  const shown = JSON.parse(JSON.stringify(page.streets.map(({ rank }) => rank))) as (object & {
    id?: string;
  })[];
  body.streets.forEach(({ id, rank }, i) => expect({ id, ...rank }).toEqual(shown[i]));
  const usual = await get("ranks", wave, { query: "?dontKnow=other" });
  expect(usual.body).toMatchObject({ best: 2, dontKnow: "other" });
});

test("changes are those of the page that compares two waves, whichever of the two is asked for", async () => {
  const wave = await makeWavePair(here.db);
  const forward = await get("changes", wave);
  expect(forward.status).toBe(200);
  expect(forward.body).toMatchObject({ before: { code: "w0" }, after: { code: "w1" }, level: 0.95 });
  const back = await get("changes", { ...wave, waveId: wave.previousId }, { query: `?with=${wave.waveId}` });
  expect(back.body).toEqual(forward.body);
  const ask = asked(here.db, { viewer: wave.analyst, params: { waveId: wave.waveId } });
  const { comparison } = await compare.loader(ask);
  expect(forward.body).toMatchObject(JSON.parse(JSON.stringify(comparison)) as object);
  expect(forward.body.streets[0]).toMatchObject({ code: "a", name: { en: "a 街道" } });
  expect(forward.body.streets.some(({ change }) => change.real)).toBe(true);
});

// Comments are not read here, and take long to make.
test.each(Object.keys(HARD_WAVES).filter((name) => !name.includes("comments")))(
  "a wave with %s is told of without NaN, every withheld figure in a sentence of either language",
  async (name) => {
    const wave = await HARD_WAVES[name as keyof typeof HARD_WAVES](here.db);
    for (const language of ["en", "zh-CN"]) {
      const { status, body } = await get("ranks", wave, { language });
      expect(status).toBe(200);
      const text = JSON.stringify(body);
      expect(text).not.toMatch(/NaN|Infinity|undefined|\{\{/);
      for (const [, sentence] of text.matchAll(/"withheld":\{"code":"[^"]+","sentence":"([^"]*)/g)) {
        expect(sentence!.length).toBeGreaterThan(8);
        expect(/[一-鿿]/.test(sentence!.replace(/[a-e]街道/g, "")), sentence).toBe(language === "zh-CN");
      }
    }
    const alone = await get("changes", wave);
    expect([alone.status, alone.body.type]).toEqual([404, "urn:wenjie:problem:unknown-other-wave"]);
  },
);

test("a hard wave beside an ordinary one has its changes withheld, never NaN", async () => {
  const wave = await makeWavePair(here.db, { answers: ({ street }) => street > 0 });
  const { status, body } = await get("changes", wave);
  expect(status).toBe(200);
  expect(JSON.stringify(body)).not.toMatch(/NaN|Infinity|:null,"se"/);
  expect(body.streets.map(({ change }) => "withheld" in change)).toEqual([true, false, false, false, false]);
  expect(body.streets[0]!.change).toMatchObject({ withheld: { sentence: expect.stringMatching(/^[A-Z].*\.$/) } }); // prettier-ignore
});

test("wrong questions are problems; who has no right learns that there is no such wave", async () => {
  const wave = await HARD_WAVES.ordinary(here.db);
  const elsewhere = await HARD_WAVES["no response"](here.db);
  const problem = async (...of: Parameters<typeof get>) => {
    const { status, type, body } = await get(...of);
    expect(type).toMatch(/^application\/problem\+json/);
    expect(body.status).toBe(status);
    return [status, String(body.type).split(":").at(-1)];
  };
  for (const best of ["0", "6", "1.5", "x"])
    expect(await problem("ranks", wave, { query: `?best=${best}` })).toEqual([400, "unknown-best"]);
  expect(await problem("changes", wave, { query: `?with=${elsewhere.waveId}` })).toEqual([404, "unknown-other-wave"]); // prettier-ignore
  for (const name of ["ranks", "changes"] as const) {
    expect(await problem(name, wave, { query: "?dontKnow=never" })).toEqual([400, "unknown-rule"]);
    expect(await problem(name, { ...wave, waveId: "no-wave" })).toEqual([404, "unknown-wave"]);
    for (const viewer of [wave.volunteer, elsewhere.analyst])
      expect(await problem(name, wave, { viewer })).toEqual([404, "unknown-wave"]);
    expect((await answerTo(() => LOADERS[name](asked(here.db, { viewer: null, params: { waveId: wave.waveId } })))).status).toBe(401); // prettier-ignore
  }
});
