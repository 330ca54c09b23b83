import { createRemixStub } from "@remix-run/testing";
import Papa from "papaparse";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test, vi } from "vitest";
import { ResultsByMode } from "#app/components/results-by-mode.tsx";
import { ResultsHeadline } from "#app/components/results-headline.tsx";
import { ResultsItems } from "#app/components/results-items.tsx";
import { ResultsMethod } from "#app/components/results-method.tsx";
import { ResultsStreets } from "#app/components/results-streets.tsx";
import { createI18n } from "#app/locales/create-i18n.ts";
import { streetsCsv } from "#app/present/streets-csv.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { RESULTS } from "./results-view.ts";

/** As the server writes it. */
function html(element: ReactElement, language: Language): string {
  return renderToStaticMarkup(<I18nextProvider i18n={createI18n(language)}>{element}</I18nextProvider>);
}

const text = (element: ReactElement, language: Language) =>
  html(element, language)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .replaceAll("&#x27;", "'");

test("the headline is the share with its interval, in both languages", () => {
  const headline = <ResultsHeadline view={RESULTS} target={17} />;
  expect(text(headline, "en")).toContain("16.42 ± 0.38 / 20");
  expect(text(headline, "en")).toContain(
    "With 95% confidence the district's share lies between 16.04 and 16.80",
  );
  expect(text(headline, "en")).toContain("The target of 17.00 lies above the whole interval");
  expect(text(headline, "zh-CN")).toContain("全区得分在 16.04 至 16.80 之间");
});

test("a withheld headline is a sentence that teaches, and no figure", () => {
  const overall = { ...RESULTS.streets[3]!, received: 12 };
  const page = text(
    <ResultsHeadline view={{ overall, level: 0.95, interceptRule: "every-kth" }} target={null} />,
    "en",
  );
  expect(page).toContain("there is no answer by street intercepts here yet");
  expect(page).not.toMatch(/NaN|±|undefined|null/);
});

test("the rule for don't know can be turned, and the turned one says that it is a check", () => {
  // The router of the tests warns of its own layout effect.
  const quiet = vi.spyOn(console, "error").mockReturnValue();
  const inRouter = (element: ReactElement) => {
    const Stub = createRemixStub([{ path: "/", Component: () => element }]);
    return <Stub />;
  };
  expect(html(inRouter(<ResultsMethod view={RESULTS} />), "en")).toContain('href="/?dontKnow=other"');
  expect(text(inRouter(<ResultsMethod view={{ ...RESULTS, dontKnow: "other" }} />), "en")).toContain(
    "not the result",
  );
  expect(text(inRouter(<ResultsMethod view={RESULTS} />), "zh-CN")).toContain("λ = 0.580");
  quiet.mockRestore();
});

test("streets stand by share, with the range of places that their intervals leave, and the withheld last", () => {
  const page = html(<ResultsStreets view={RESULTS} download="/x.csv" />, "en");
  const table = page.slice(page.lastIndexOf("<table"), page.lastIndexOf("</table>"));
  const rows = [...table.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) =>
    row
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );
  expect(rows.slice(1).map((row) => row.match(/Alpha|=Beta|Gamma|Delta|District/)?.[0])).toEqual([
    "Alpha",
    "Gamma",
    "=Beta",
    "Delta",
    "District",
  ]);
  expect(rows[1]).toMatch(/^1 Alpha 18.00 ± 0.30 17.70–18.30/);
  expect(rows[2]).toMatch(/^2–3 between 2 and 3 not told apart from its neighbours Gamma/);
  expect(rows[3]).toContain("few communities or sessions behind it");
  expect(rows[4]).toContain("there is no answer by street intercepts here yet");
  expect(page.replace(/<[^>]+>/g, "")).toContain("2 of 3 streets are not told apart from a neighbour");
});

test("the chart has a role, a title and a description, and a mark for each street that has a share", () => {
  const page = html(<ResultsStreets view={RESULTS} download="/x.csv" />, "zh-CN");
  const charts = [...page.matchAll(/<svg role="img"[^>]*aria-labelledby="[^"]+".*?<\/svg>/gs)];
  expect(charts).toHaveLength(2);
  for (const [chart] of charts) {
    expect(chart).toMatch(/<title[^>]*>各街道得分/);
    expect(chart).toMatch(/<desc/);
    expect(chart.match(/<circle/g)).toHaveLength(3);
    expect(chart).not.toContain("NaN");
  }
});

test("online answers stand beside, as volunteers, with their difference", () => {
  const page = text(<ResultsByMode view={RESULTS} />, "en");
  expect(page).toContain("volunteers, not a sample");
  expect(page).toContain(
    "Online less combined: −0.52 points (−0.92 to −0.12). The difference is more than noise.",
  );
});

test("items say which cost most, and a withheld one says why", () => {
  const page = text(<ResultsItems view={RESULTS} titles={{ q04: { zh: "灯", en: "Lamps?" } }} />, "en");
  expect(page).toContain("Most points are lost at item 4 (Bright), 2.00 of 20");
  expect(page).toContain("Lamps?");
  expect(page).toContain("all answers are the same");
});

test("a wave without any answer renders every part without a figure", () => {
  const nothing = { withheld: { code: "mode-missing", details: { mode: "household" } } };
  const both = {
    household: { ...nothing, received: 0, probability: true },
    intercept: { ...nothing, received: 0, probability: true },
  };
  const empty = {
    ...RESULTS,
    overall: { ...nothing, received: 0, byMode: both, probability: true, flags: [] },
    streets: RESULTS.streets.map(({ id, code, name }) => {
      return { id, code, name, ...nothing, received: 0, byMode: both, probability: true, flags: [] };
    }),
    items: RESULTS.items.map(({ id, dimension, weight, byMode }) => ({
      id,
      dimension,
      weight,
      byMode,
      probability: true,
      ...nothing,
    })),
    online: { ...nothing, received: 0 },
  };
  for (const language of ["zh-CN", "en"] as const) {
    const page = [
      text(<ResultsHeadline view={empty} target={17} />, language),
      text(<ResultsStreets view={empty} download="/x.csv" />, language),
      text(<ResultsByMode view={empty} />, language),
      text(<ResultsItems view={empty} titles={{}} />, language),
    ].join(" ");
    expect(page).not.toMatch(/NaN|±|undefined|Infinity|waves:/);
  }
});

test("the CSV opens in a spreadsheet: byte order mark, a row an area, nothing that runs as a formula", () => {
  const csv = streetsCsv(RESULTS, "en", createI18n("en").t);
  expect(csv.startsWith("\uFEFF")).toBe(true);
  const { data } = Papa.parse<Record<string, string>>(csv.slice(1), { header: true });
  expect(data.map((row) => row.name_en)).toEqual(["District", "Alpha", "Gamma", "'=Beta", "Delta"]);
  expect(data[1]).toMatchObject({
    code: "A",
    share: "18",
    low: "17.7",
    place_best: "1",
    place_worst: "1",
    n: "180",
  });
  expect(data[4]).toMatchObject({ share: "", received: "40" });
  expect(data[4]!.withheld).toContain("no answer by street intercepts");
  expect(data[0]).toMatchObject({ lambda: "0.58", dont_know: "sheet" });
});
