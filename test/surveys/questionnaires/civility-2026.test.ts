import { expect, test } from "vitest";
import definition from "#surveys/questionnaires/civility-2026.json" with { type: "json" };
import sheetJson from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { compileQuestionnaire } from "#surveys/compile-questionnaire.ts";
import { checkScoringSheet, DIMENSIONS } from "#surveys/scoring-sheet.ts";

const sheet = checkScoringSheet(sheetJson);

test("there are 24 items q01 to q24 and the weights of the 23 that score sum to one", () => {
  expect(sheet.items.map(({ id }) => id)).toEqual(
    Array.from({ length: 24 }, (_, i) => `q${String(i + 1).padStart(2, "0")}`),
  );
  // in hundredths, so that the sum is exact
  const hundredths = sheet.items.map(({ weight }) => Math.round(weight * 100));
  expect(hundredths.reduce((a, b) => a + b)).toBe(100);
  sheet.items.forEach(({ weight }, i) => expect(weight).toBe(hundredths[i]! / 100));
  expect(sheet.items.find(({ id }) => id === sheet.overallItem)?.weight).toBe(0);
});

test("every dimension has at least two items, and the overall dimension one", () => {
  for (const dimension of DIMENSIONS) {
    const count = sheet.items.filter((item) => item.dimension === dimension).length;
    if (dimension === "overall") expect(count).toBe(1);
    else expect(count, dimension).toBeGreaterThanOrEqual(2);
  }
});

test("the sheet and the questionnaire agree on every item's options and their order", () => {
  const compiled = compileQuestionnaire(definition, sheetJson);
  for (const item of sheet.items) {
    const question = compiled.byName.get(item.id);
    if (question?.kind !== "choice") throw new Error(item.id);
    expect([...question.values]).toEqual([...item.options.map(({ value }) => value), "dk", "refused"]);
    expect(question.required).toBe(true);
  }
});

test("for what should not be seen, never scores best", () => {
  for (const { options } of sheet.items) {
    const never = options.find(({ value }) => value === "never");
    if (never) expect(never).toEqual({ value: "never", score: 1, satisfied: true });
  }
});

test("every text of the questionnaire is in Chinese and in English", () => {
  const texts: { path: string; text: Record<string, string> }[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) return;
    if ("zh-cn" in value || "en" in value) texts.push({ path, text: value as Record<string, string> });
    else for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`);
  };
  walk(definition, "");
  expect(texts.length).toBeGreaterThan(150);
  for (const { path, text } of texts) {
    expect(Object.keys(text), path).toEqual(["zh-cn", "en"]);
    expect(text["zh-cn"], path).toMatch(/\p{Script=Han}/u);
    expect(text.en, path).not.toMatch(/\p{Script=Han}/u);
  }
});

test("one question stands on each page", () => {
  for (const page of definition.pages) {
    const answered = page.elements.filter(({ type }) => type !== "html");
    expect(answered.length, page.name).toBe(page.name === "page_intro" ? 0 : 1);
  }
});
