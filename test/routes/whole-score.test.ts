import { expect, test } from "vitest";
import { readYearForm } from "#app/analyst/read-year-form.ts";
import { action, loader } from "#app/routes/waves.$waveId.score.tsx";
import { auditLog } from "#db/schema/index.ts";
import { withCity } from "#test/db/with-city.ts";
import { answerTo, asked, type FormFields } from "./ask-route.ts";

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
