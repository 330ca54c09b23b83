import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isWithheld } from "#analysis/score/withheld.ts";
import { forecastForWave } from "#app/analyst/read-trend.server.ts";
import * as trends from "#app/routes/waves.$waveId.trends._index.tsx";
import * as compare from "#app/routes/waves.$waveId.trends.compare.tsx";
import { connect, type Connection } from "#db/client.ts";
import { findWave } from "#db/queries/list-waves.ts";
import { listEvents } from "#db/queries/list-events.ts";
import { auditLog, scoringSheets } from "#db/schema/index.ts";
import { publishWave } from "#db/queries/publish-wave.ts";
import type { ScoringItem } from "#surveys/scoring-sheet.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { addAnsweredWave } from "#test/db/answered-wave.ts";
import { makeQuestionnaire } from "#test/db/tiny-city.ts";
import { withCity } from "#test/db/with-city.ts";
import { answerTo, asked, type FormFields } from "./ask-route.ts";
import { HARD_WAVES, makeWavePair } from "./hard-waves.ts";
import { renderPage, textOf } from "./render-page.tsx";

const here = withCity();
let connection: Connection;
/** Six waves, two years apart, since a dwelling is asked once a year and tiny communities have few. */
const waves: string[] = [];
beforeAll(async () => {
  connection = connect(here.url);
  for (let k = 0; k < 6; k++) {
    const period = { startsOn: `${2028 + 2 * k}-01-01`, endsOn: `${2028 + 2 * k}-01-14` };
    const wave = { code: `t${k}`, ...period, status: "closed", targetShare: 10 } as const;
    waves.push(await addAnsweredWave(connection, here.city, wave));
  }
});
afterAll(() => connection.close());

type Page = Awaited<ReturnType<typeof trends.loader>>;

async function load(waveId: string, query = ""): Promise<Page> {
  const ask = asked(here.db, { viewer: here.city.analyst, params: { waveId }, query });
  return trends.loader(ask);
}

test("the trends of a wave run up to it: six points, a smoothed level, a forecast with its probability", async () => {
  const { trend, later, streetTrends } = await load(waves[5]!);
  expect(trend.points.map(({ wave }) => wave.code)).toEqual(["w1", "t0", "t1", "t2", "t3", "t4", "t5"]);
  expect(later).toBe(0);
  if (isWithheld(trend.level) || !trend.forecast || isWithheld(trend.forecast)) throw new Error("withheld");
  const { probability, averaged, interval } = trend.forecast;
  expect(averaged).toBe(true);
  expect(probability).toBeGreaterThan(0);
  expect(probability).toBeLessThan(1);
  expect(interval[1]).toBeGreaterThan(interval[0]);
  expect(streetTrends).toHaveLength(2);
  expect(streetTrends.every(({ change }) => !isWithheld(change) && change.se > 0)).toBe(true);
  const wave = (await findWave(here.db, here.city.cityId, waves[5]!))!;
  const { forecast, waves: counted } = await forecastForWave(here.db, here.city.cityId, wave);
  expect(forecast).toEqual(trend.forecast);
  expect(counted).toBe(6);
});

test("an earlier wave does not know later ones; with too few waves nothing is forecast, and it says why", async () => {
  const { trend, later } = await load(waves[1]!);
  expect(later).toBe(4);
  expect(trend.points).toHaveLength(3);
  expect(trend.forecast).toMatchObject({ withheld: { code: "too-few-waves", details: { waves: 2, least: 3 } } }); // prettier-ignore
});

test("a forecast that could be anything says nothing of a level outside the scale", async () => {
  const page = await load(waves[5]!);
  const { forecast } = page.trend;
  if (!forecast || isWithheld(forecast)) throw new Error("withheld");
  const wide = { ...forecast, interval: [-3.2, 23.95] as [number, number] };
  const html = renderPage(trends.default, { ...page, trend: { ...page.trend, forecast: wide } }, "en");
  expect(textOf(html)).toContain("between 0.00 and 20.00");
});

test("a street and an item are chosen by the address; what does not exist falls back to the district's share", async () => {
  const { streets } = await load(waves[5]!);
  const item = await load(waves[5]!, `?street=${streets[0]!.id}&part=item/q02`);
  expect(item.choice).toMatchObject({ part: "item/q02", domain: streets[0]!.id });
  const figures = item.trend.points.slice(1).map(({ figure }) => figure);
  expect(figures.every((figure) => figure && !isWithheld(figure) && figure.estimate < 1)).toBe(true);
  expect((await load(waves[5]!, "?street=elsewhere&part=none")).choice).toMatchObject({
    part: "share",
    domain: "district",
  });
});

test("two waves are compared both ways round alike; of different questionnaires only what both asked", async () => {
  const load = async (waveId: string, other: string) => {
    const ask = asked(here.db, { viewer: here.city.analyst, params: { waveId }, query: `?with=${other}` });
    return (await compare.loader(ask)).comparison!;
  };
  const forward = await load(waves[5]!, waves[4]!);
  expect(await load(waves[4]!, waves[5]!)).toEqual(forward);
  expect(forward.common.whole).toBe(true);
  expect(forward.items).toHaveLength(24);
  if (isWithheld(forward.district)) throw new Error("withheld");
  expect(forward.district.seIfIndependent).toBeGreaterThan(0);
  const other = { code: "other", startsOn: "2044-01-01", endsOn: "2044-01-14", status: "closed" } as const;
  const questionnaire = await makeQuestionnaire(here.db);
  const later = await addAnsweredWave(connection, here.city, { ...other, questionnaire });
  const { common, district } = await load(later, waves[5]!);
  // The same words under another questionnaire are the same questions.
  expect(common).toMatchObject({ whole: true, sameItems: true });
  expect(isWithheld(district)).toBe(false);
});

async function publishedPair() {
  const pair = await makeWavePair(here.db);
  const { cityId, analyst, waveId, previousId, questionnaire } = pair;
  const ask = asked(here.db, { viewer: analyst, params: { waveId }, query: `?with=${previousId}` });
  const present = eq(scoringSheets.id, questionnaire.sheetId);
  return {
    ...pair,
    publish: async (id: string) => {
      const wish = { waveId: id, userId: null, now: new Date(), fingerprint: null };
      expect(await publishWave(here.db, cityId, wish)).toMatchObject({ status: "published" });
    },
    correctSheet: async (correct: (items: ScoringItem[]) => ScoringItem[]) => {
      const [{ sheet } = { sheet: null }] = await here.db.select().from(scoringSheets).where(present);
      await here.db
        .update(scoringSheets)
        .set({ sheet: { ...sheet!, items: correct(sheet!.items) } })
        .where(present);
      return sheet!.items;
    },
    compared: () => compare.loader(ask),
  };
}

test("published waves are compared by the sheets that they were published with, whatever was done to a sheet since", async () => {
  const { waveId, previousId, publish, correctSheet, compared } = await publishedPair();
  await publish(previousId);
  await publish(waveId);
  const before = (await compared()).comparison!;
  expect(before.common).toMatchObject({ whole: true, rescored: [] });
  await correctSheet(([first, second, ...others]) => [
    { ...first!, weight: first!.weight + 0.01 },
    { ...second!, weight: second!.weight - 0.01, dontKnow: "zero" },
    ...others,
  ]);
  expect((await compared()).comparison).toEqual(before);
});

test("where the two waves' sheets differ, the page says in what", async () => {
  const { previousId, publish, correctSheet, compared } = await publishedPair();
  await publish(previousId);
  const [item] = await correctSheet(([first, ...others]) => [{ ...first!, dontKnow: "zero" }, ...others]);
  const page = await compared();
  expect(page.comparison!.common).toMatchObject({ whole: true, rescored: [item!.id] });
  const text = (language: Language) => textOf(renderPage(compare.default, page, language));
  expect(text("en")).toContain(`score the answers to ${item!.id.toUpperCase()} differently`);
  expect(text("zh-CN")).toContain(`对 1 题（${item!.id.toUpperCase()}）的计分不同`);
});

test("events are added, changed and removed with their trace in the audit", async () => {
  const act = (form: FormFields, viewer = here.city.analyst) =>
    answerTo(() => trends.action(asked(here.db, { viewer, params: { waveId: waves[5]! }, form })));
  const fields = {
    intent: "save",
    event: "",
    happenedOn: "2031-03-01",
    nameZh: `=cmd "路" , 通了`,
    nameEn: "",
  };
  expect((await act({ ...fields, happenedOn: "2031-02-30" })).status).toBe(400);
  expect((await act({ ...fields, nameZh: " " })).status).toBe(400);
  expect((await act({ ...fields, street: "elsewhere" })).status).toBe(409);
  expect((await act(fields)).location).toBe(`/waves/${waves[5]}/trends`);
  const list = () => listEvents(here.db, here.city.cityId, here.city.districtId);
  const [added] = await list();
  expect(added).toMatchObject({ nameZh: `=cmd "路" , 通了`, nameEn: `=cmd "路" , 通了`, streetId: null });
  await act({ ...fields, event: added!.id, nameEn: "Road open", dimension: "level" });
  expect((await list())[0]).toMatchObject({ nameEn: "Road open", dimension: "level" });
  expect((await act({ intent: "remove", event: added!.id })).status).toBe(303);
  expect((await act({ intent: "remove", event: added!.id })).status).toBe(409);
  expect(await list()).toEqual([]);
  const traces = await here.db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.cityId, here.city.cityId), eq(auditLog.subjectId, added!.id)))
    .orderBy(auditLog.at);
  expect(traces.map(({ action }) => action)).toEqual(["add-event", "change-event", "remove-event"]);
});

// Comments are not read here, and take long to make.
test.each(Object.keys(HARD_WAVES).filter((name) => !name.includes("comments")))(
  "trends and comparison stand a wave with %s",
  async (name) => {
    const { analyst, volunteer, waveId } = await HARD_WAVES[name as keyof typeof HARD_WAVES](here.db);
    const ask = { viewer: analyst, params: { waveId } };
    for (const query of ["", "?part=item/q01", "?dontKnow=other"])
      for (const { loader } of [trends, compare]) {
        const { status, text } = await answerTo(() => loader(asked(here.db, { ...ask, query })));
        expect(status, text).toBe(200);
        expect(text).not.toMatch(/NaN|Infinity|:null,"se"/);
      }
    const denied = await answerTo(() => trends.loader(asked(here.db, { ...ask, viewer: volunteer })));
    expect(denied.status).toBe(404);
  },
);
