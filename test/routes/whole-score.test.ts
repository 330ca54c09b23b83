import { eq } from "drizzle-orm";
import { createElement } from "react";
import { expect, test } from "vitest";
import { readYearForm } from "#app/analyst/read-year-form.ts";
import { ScoreAssessment } from "#app/components/score-assessment.tsx";
import * as overview from "#app/routes/waves.$waveId._index.tsx";
import { action, loader } from "#app/routes/waves.$waveId.score.tsx";
import * as trends from "#app/routes/waves.$waveId.trends._index.tsx";
import { auditLog } from "#db/schema/index.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { setWaveStatus } from "#test/db/tiny-city.ts";
import { withCity } from "#test/db/with-city.ts";
import { answerTo, asked, type FormFields } from "./ask-route.ts";
import { renderPage, textOf } from "./render-page.tsx";

const here = withCity();
const ask = (query = "") => {
  const { analyst: viewer, waveId } = here.city;
  return loader(asked(here.db, { viewer, params: { waveId }, query }) as never) as Promise<{
    page: {
      cycle: { year: number; typed: { at: string } | null; total: object }[];
      whole: object;
      reaches: unknown;
    };
  }>;
};
const post = (form: FormFields, viewer = here.city.analyst) =>
  answerTo(() => action(asked(here.db, { viewer, params: { waveId: here.city.waveId }, form }) as never));

test("figures of a year are read within their limits; what is empty is not known, never zero", () => {
  expect(readYearForm({ documentPoints: "３６,5", onSitePoints: "", source: "notice" })).toEqual({
    figures: { documentPoints: 36.5, onSitePoints: null, surveyPoints: null, totalPoints: null },
    source: "notice",
  });
  expect(readYearForm({ documentPoints: "41", onSitePoints: "-1", surveyPoints: "x", source: "" })).toEqual({
    problems: [
      { field: "documentPoints", problem: "range" },
      { field: "onSitePoints", problem: "range" },
      { field: "surveyPoints", problem: "range" },
      { field: "source", problem: "missing" },
    ],
  });
  const parts = { documentPoints: "30", onSitePoints: "30", surveyPoints: "15", source: "s" };
  expect(readYearForm({ ...parts, totalPoints: "76" })).toEqual({
    problems: [{ field: "totalPoints", problem: "sum" }],
  });
});

test("years are typed in, shown, changed by who saw what stands, and kept in the audit log", async () => {
  const empty = await ask();
  expect(empty.page.cycle.map(({ year }) => year)).toEqual([2024, 2025, 2026]);
  expect(empty.page.whole).toMatchObject({ status: "incomplete", low: 0, high: 100 });
  for (const [year, totalPoints] of [
    ["2024", "80"],
    ["2025", "84"],
  ])
    expect((await post({ year: year!, totalPoints: totalPoints!, source: "notice", after: "" })).status).toBe(
      303,
    );
  const parts = { documentPoints: "36", onSitePoints: "35", surveyPoints: "16" };
  expect((await post({ year: "2026", ...parts, source: "notice", after: "" })).status).toBe(303);
  const { page } = await ask("?target=85");
  expect(page.whole).toMatchObject({ status: "known", points: expect.closeTo(12 + 21 + 52.2, 9), se: 0 });
  expect(page.reaches).toEqual({ year: 1, cycle: 1 });
  expect((await post({ year: "2026", ...parts, source: "older", after: "" })).status).toBe(409);
  const after = page.cycle[2]!.typed!.at;
  expect((await post({ year: "2026", source: "", after })).status).toBe(303);
  expect((await ask()).page.cycle[2]!.typed).toBeNull();
  const log = await here.db.select().from(auditLog);
  expect(log.filter(({ action: done }) => /year-score$/.test(done))).toHaveLength(4);
});

test("nonsense is refused beside its field, other years and strangers altogether", async () => {
  expect((await post({ year: "2026", documentPoints: "400", source: "s", after: "" })).status).toBe(400);
  expect((await post({ year: "1999", documentPoints: "4", source: "s", after: "" })).status).toBe(400);
  expect((await post({ year: "2026", documentPoints: "4", source: "s", after: "" }, here.city.volunteer)).status).toBe(404); // prettier-ignore
});

const day = (assessmentOn: string, before = "", viewer = here.city.analyst) =>
  post({ intent: "assessment", assessmentOn, before }, viewer);

test("the day of the assessment is changed until the wave is published; countdown and forecasts follow, the audit log tells", async () => {
  const { cityId, analyst, waveId } = here.city;
  const shown = async () => {
    const asking = () => asked(here.db, { viewer: analyst, params: { waveId } });
    const [page, { overview: read }, { trend }] = await Promise.all([
      loader(asking()),
      overview.loader(asking()),
      trends.loader(asking()),
    ]);
    return [page.assessmentOn, page.wave.assessmentOn, read.assessmentOn, trend.assessmentOn];
  };
  expect(await shown()).toEqual(["2026-07-31", null, "2026-07-31", "2026-07-31"]);
  expect((await day("2026-09-10")).location).toBe(`/waves/${waveId}/score#assessment`);
  expect(await shown()).toEqual(["2026-09-10", "2026-09-10", "2026-09-10", "2026-09-10"]);
  // Whoever still saw the usual day has not seen this one.
  expect((await day("2026-10-01")).status).toBe(409);
  expect((await day("", "2026-09-10")).status).toBe(303);
  expect((await shown())[0]).toBe("2026-07-31");
  const log = await here.db.select().from(auditLog).where(eq(auditLog.action, "change-assessment-day"));
  expect(log.map(({ details }) => details)).toEqual([
    { from: null, to: "2026-09-10" },
    { from: "2026-09-10", to: null },
  ]);
  await setWaveStatus(here.db, cityId, waveId, "published");
  const { status, text } = await day("2026-09-10");
  expect([status, JSON.parse(text).day.problem]).toEqual([409, "published"]);
  await setWaveStatus(here.db, cityId, waveId, "open");
});

test("a day that does not exist, before the wave is over or years later is refused in a sentence; strangers altogether", async () => {
  const page = await loader(
    asked(here.db, { viewer: here.city.analyst, params: { waveId: here.city.waveId } }),
  );
  const said = async (typed: string, language: Language) => {
    const { status, text } = await day(typed);
    expect(status, typed).toBe(400);
    const Refused = () => createElement(ScoreAssessment, { ...{ wave: page.wave, day: page.assessmentOn, clock: page.clock }, refused: JSON.parse(text).day, mayWrite: true }); // prettier-ignore
    return textOf(renderPage(Refused, {}, language));
  };
  expect(await said("2026-02-30", "en")).toContain("This is no day of the calendar.");
  expect(await said("soon", "zh-CN")).toContain("日历上没有这一天");
  expect(await said("2026-06-13", "en")).toContain("14 Jun 2026 or later");
  expect(await said("2029-06-15", "zh-CN")).toContain("晚了三年以上");
  expect(await said("2029-06-15", "en")).toMatch(/China Standard Time/);
  expect((await day("2026-06-14")).status).toBe(303);
  expect((await day("2029-06-14", "2026-06-14")).status).toBe(303);
  expect((await day("2026-09-10", "2029-06-14", here.city.volunteer)).status).toBe(404);
});
