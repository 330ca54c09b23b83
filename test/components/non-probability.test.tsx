import Papa from "papaparse";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import { ResultsByMode } from "#app/components/results-by-mode.tsx";
import { ResultsHeadline } from "#app/components/results-headline.tsx";
import { ResultsItems } from "#app/components/results-items.tsx";
import { createI18n } from "#app/locales/create-i18n.ts";
import { tableCsv } from "#app/download/table-csv.ts";
import { streetsTable } from "#app/present/streets-csv.ts";
import type { Domain, WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { RESULTS } from "./results-view.ts";

const chosen = <T extends Domain>(domain: T): T => ({
  ...domain,
  probability: false,
  byMode: { ...domain.byMode, intercept: { ...domain.byMode.intercept, probability: false } },
});
const QUOTA: WaveEstimatesView = {
  ...RESULTS,
  interceptRule: "quota",
  overall: chosen(RESULTS.overall),
  streets: RESULTS.streets.map(chosen),
};

const text = (element: ReactElement, language: Language) =>
  renderToStaticMarkup(<I18nextProvider i18n={createI18n(language)}>{element}</I18nextProvider>)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

const parts = (view: WaveEstimatesView) => ({
  headline: <ResultsHeadline view={view} target={17} />,
  byMode: <ResultsByMode view={view} />,
  items: <ResultsItems view={view} titles={{}} />,
});

test("wherever an intercept figure shows, quotas are called no probability sample, in both languages", () => {
  for (const part of Object.values(parts(QUOTA))) {
    expect(text(part, "en")).toMatch(
      /not a(re)?( from a)? probability sample|are not from a probability sample/,
    );
    expect(text(part, "zh-CN")).toContain("不是概率样本");
  }
  for (const part of Object.values(parts(RESULTS))) {
    expect(text(part, "en")).not.toContain("probability sample");
  }
});

test("the number is not dropped, and its interval is said to rest on a model", () => {
  const page = text(parts(QUOTA).headline, "en");
  expect(page).toContain("16.42 ± 0.38 / 20");
  expect(page).toContain("model-based");
});

test("the file says it in every row", () => {
  const rows = (view: WaveEstimatesView) =>
    Papa.parse<Record<string, string>>(
      tableCsv(streetsTable(view, new Map(), "en", createI18n("en").t)).slice(1),
      { header: true },
    ).data;
  for (const row of rows(QUOTA)) {
    expect(row).toMatchObject({
      intercept_probability_sample: "no",
      share_all_probability_samples: "no",
      intercept_rule: "quota",
      lambda: "0.58",
    });
    expect(row.flags).toContain("partly not from a probability sample");
  }
  expect(rows(RESULTS)[0]).toMatchObject({
    intercept_probability_sample: "yes",
    intercept_rule: "every-kth",
  });
});
