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
import { createI18n } from "#app/locales/create-i18n.ts";
import { tableCsv } from "#app/download/table-csv.ts";
import { streetsTable } from "#app/present/streets-csv.ts";
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
      text(<ResultsByMode view={empty} />, language),
      text(<ResultsItems view={empty} titles={{}} />, language),
    ].join(" ");
    expect(page).not.toMatch(/NaN|±|undefined|Infinity|waves:/);
  }
});

test("the CSV opens in a spreadsheet: byte order mark, a row an area, nothing that runs as a formula", () => {
  const places = new Map([["a", [1, 1] as const]]);
  const csv = tableCsv(streetsTable(RESULTS, places, "en", createI18n("en").t));
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
