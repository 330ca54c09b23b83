import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, expect, test } from "vitest";
import { isWithheld } from "#analysis/score/withheld.ts";
import Overview, { loader as overview } from "#app/routes/waves.$waveId._index.tsx";
import Street, { loader as street } from "#app/routes/waves.$waveId.streets.$streetId.tsx";
import Streets, { loader as streets } from "#app/routes/waves.$waveId.streets._index.tsx";
import { LANGUAGES } from "#surveys/vocabulary.ts";
import { withDatabase } from "#test/db/with-city.ts";
import { answerTo, asked, type Asked } from "./ask-route.ts";
import { HARD_WAVES, type HardWave, makeWavePair } from "./hard-waves.ts";
import { renderPage, textOf } from "./render-page.tsx";

const here = withDatabase();
let pair: Awaited<ReturnType<typeof makeWavePair>>;
let talkative: HardWave;
beforeAll(async () => {
  pair = await makeWavePair(here.db);
  talkative = await HARD_WAVES["10,000 comments"](here.db);
}, 60_000);

const ask = (of: HardWave, more: Partial<Asked> = {}) =>
  asked(here.db, {
    viewer: of.analyst,
    ...more,
    params: { waveId: of.waveId, streetId: of.streetIds[0]!, ...more.params },
  }) as unknown as LoaderFunctionArgs;

for (const [name, make] of Object.entries(HARD_WAVES))
  test(`overview, streets and a street say what is known of a hard wave: ${name}`, async () => {
    const wave = name === "10,000 comments" ? talkative : await make(here.db);
    const pages = [
      { Page: Overview, data: await overview(ask(wave)) },
      { Page: Streets, data: await streets(ask(wave)) },
      ...(await Promise.all(
        wave.streetIds.slice(0, 3).map(async (streetId) => ({
          Page: Street,
          data: await street(ask(wave, { params: { waveId: wave.waveId, streetId } })),
        })),
      )),
    ];
    // Every page in one of the languages, the overview and the streets in both.
    pages.forEach(({ Page, data }, place) => {
      for (const language of place < 2 ? LANGUAGES : [LANGUAGES[place % 2]!]) {
        const html = renderPage(Page, data, language);
        const text = textOf(html);
        expect(text).not.toMatch(/NaN|undefined|Infinity|\[object|\{\{|(?:streets|overview|waves):[a-z]/);
        expect(text.length).toBeGreaterThan(200);
        expect(html).not.toContain("<script>alert");
        // A drawing has marks, or there is none.
        for (const [chart] of html.matchAll(/<svg role="img".*?<\/svg>/gs))
          expect(chart).toContain("<circle");
      }
    });
  }, 60_000);

test("the overview says how the share stands against target, day, last wave and sample, and where points go", async () => {
  const data = await overview(ask(pair));
  const { overview: page } = data;
  expect(page.assessmentOn).toBe("2026-07-31");
  expect(page.targetProbability).toBeGreaterThan(0);
  const change = page.change!;
  expect(change.previous.id).toBe(pair.previousId);
  if (isWithheld(change.overall) || isWithheld(page.losses) || isWithheld(page.view.overall))
    throw new Error();
  expect(change.overall.estimate).toBeGreaterThan(1);
  expect(change.overall.interval[0]).toBeGreaterThan(0);
  const text = textOf(renderPage(Overview, data, "en"));
  expect(text).toContain("Since Wave w0");
  expect(text).toContain("more than noise");
  expect(text).toMatch(
    /Probability that the district's share has reached it: (0\.\d\d|over 0\.99|under 0\.01) now/,
  );
  expect(text).toMatch(/31 Jul 2026/);
  expect(text.match(/costs the district \d\.\d\d ± \d\.\d\d points/g)).toHaveLength(3);
});

test("streets stand by share with places, ties, differences, changes and small-area estimates", async () => {
  const data = await streets(ask(pair));
  const { page } = data;
  expect(page.best).toBe(2);
  expect(await streets(ask(pair))).toEqual(data);
  for (const each of page.streets) {
    const [low, high] = each.rank!.ownSet;
    expect(each.rank!.rank).toBeGreaterThanOrEqual(low);
    expect(each.rank!.rank).toBeLessThanOrEqual(high);
    expect(each.area!.gamma).toBeGreaterThan(0);
    expect(isWithheld(each.change!)).toBe(false);
  }
  const chances = page.streets.map(({ rank }) => rank!.bestProbability);
  expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(2, 6);
  const html = renderPage(Streets, data, "en");
  const rows = [...html.matchAll(/<tr><th scope="row"><a [^>]*href="\/waves\/[^"]+\/streets\/([^"]+)"/g)].map(
    ([, id]) => id,
  );
  const share = (id: string) => {
    const { figure } = page.streets.find((each) => each.id === id)!;
    return isWithheld(figure) ? 0 : figure.share;
  };
  expect(rows).toHaveLength(5);
  expect(rows.map((id) => share(id!))).toEqual(rows.map((id) => share(id!)).sort((a, b) => b - a));
  expect(textOf(html)).toMatch(/cannot be told apart/);
  expect(html).toContain("url(#");
});

test("the table of streets is filtered and sorted by its address alone", async () => {
  const data = await streets(ask(pair, { query: "?best=4&name=b" }));
  expect(data.page.best).toBe(4);
  const named = renderPage(Streets, data, "en", "/?best=4&name=B+%E8%A1%97&sort=name");
  expect(textOf(named)).toContain("of 5 streets shown");
  expect(named.match(/<tr><th scope="row"><a/g)).toHaveLength(1);
  const nothing = textOf(renderPage(Streets, data, "en", "/?name=zzz"));
  expect(nothing).toContain("No street is like that");
  for (const query of ["?best=x", "?best=-3", "?best=2.5"])
    expect((await streets(ask(pair, { query }))).page.best).toBe(2);
  expect((await streets(ask(pair, { query: "?best=1e9" }))).page.best).toBe(5);
});

test("a street shows its communities, items, waves and comments", async () => {
  const data = await street(ask(pair));
  const { page } = data;
  const drawn = page.communities.communities.filter(({ own }) => own !== null);
  expect(drawn).toHaveLength(5);
  expect(page.communities.communities).toHaveLength(7);
  expect(page.communities.communities.filter(({ area }) => area?.gamma === null)).toHaveLength(2);
  const own = page.street.figure.byMode.household;
  if (isWithheld(own)) throw new Error("withheld");
  // Its communities' own figures, by their weights, are the street's: they lie around it.
  const shares = drawn.map((each) => (each.own && !isWithheld(each.own) ? each.own.estimate : 0));
  expect(Math.min(...shares)).toBeLessThan(own.share);
  expect(Math.max(...shares)).toBeGreaterThan(own.share);
  expect(page.trend.map(({ wave }) => wave.code)).toEqual(["w0", "w1"]);
  if (isWithheld(page.street.figure)) throw new Error("withheld");
  expect(page.trend[1]!.share).toBeCloseTo(page.street.figure.share, 10);
  expect(page.trend[1]!.ci[0]).toBeCloseTo(page.street.figure.ci[0], 8);
  const change = page.street.change!;
  if (isWithheld(change)) throw new Error("withheld");
  expect(change.estimate).toBeCloseTo(page.trend[1]!.share - page.trend[0]!.share, 10);
  expect(page.items).toHaveLength(23);
});

test("10,000 comments come a page at a time, are searched as they are written, and nothing of them runs", async () => {
  const wave = talkative;
  const get = async (query: string) => (await street(ask(wave, { query }))).page.comments;
  const first = await get("");
  expect(first.total).toBe(10_000);
  expect(first.comments).toHaveLength(50);
  const times = first.comments.map(({ completedAt }) => completedAt);
  expect(times).toEqual([...times].sort().reverse());
  const last = await get(`?page=${first.pages}`);
  expect(last.comments.length).toBeGreaterThan(0);
  expect((await get("?page=999999")).comments).toEqual([]);
  const found = await get("?q=%25+OK_");
  expect(found.total).toBe(1428);
  expect((await get("?q=nothing+like+it")).total).toBe(0);
  expect((await get("?photos=on")).total).toBe(0);
  const html = renderPage(Street, await street(ask(wave, { query: "?q=script" })), "en", "/?q=script");
  expect(html).toContain("=cmd &lt;script&gt;");
}, 60_000);

test("other districts' streets, unknown waves and people without the right get nothing", async () => {
  const elsewhere = await HARD_WAVES.ordinary(here.db);
  const status = async (run: () => unknown) => (await answerTo(run)).status;
  for (const loader of [overview, streets, street]) {
    expect(await status(() => loader(ask(pair, { viewer: elsewhere.analyst })))).toBe(404);
    expect(await status(() => loader(ask(pair, { viewer: null })))).toBe(401);
    expect(await status(() => loader(ask(pair, { viewer: pair.volunteer })))).toBe(404);
    expect(await status(() => loader(ask(pair, { params: { waveId: "nonsense" } })))).toBe(404);
  }
  const { waveId } = pair;
  for (const streetId of [elsewhere.streetIds[0]!, "nonsense"])
    expect(await status(() => street(ask(pair, { params: { waveId, streetId } })))).toBe(404);
});
