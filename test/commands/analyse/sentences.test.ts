import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import english from "#app/locales/en/analyse.json" with { type: "json" };
import englishPages from "#app/locales/en/waves.json" with { type: "json" };
import chinese from "#app/locales/zh-CN/analyse.json" with { type: "json" };
import chinesePages from "#app/locales/zh-CN/waves.json" with { type: "json" };
import { DesignError } from "#analysis/design-error.ts";
import { sentenceOf } from "#app/commands/analyse/sentence-of.ts";

/** Where a code is written: thrown as it is, or through a function of the same file. */
const THROWN = [
  /\b(?:DesignError|refuse|withheld)\(\s*"([a-z0-9-]+)"/g,
  /\bprobability\([^"]*?"([a-z0-9-]+)"/g,
];

const codes = new Set(
  readdirSync("analysis", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join("analysis", file), "utf8"))
    .flatMap((source) => THROWN.flatMap((thrown) => [...source.matchAll(thrown)].map((match) => match[1]!))),
);

const missing = (sentences: object, prefix = "") =>
  [...codes].filter((code) => !Object.hasOwn(sentences, prefix + code));

test("every code that the analysis refuses with has a sentence in the command, in both languages", () => {
  expect(codes.size).toBeGreaterThan(60);
  expect(missing(english, "sample-")).toEqual([]);
  expect(missing(chinese, "sample-")).toEqual([]);
});

test("every code that the analysis refuses with has a sentence on the pages, in both languages", () => {
  expect(missing(englishPages.withheld)).toEqual([]);
  expect(missing(chinesePages.withheld)).toEqual([]);
});

test("sentences say the same facts in both languages", () => {
  const facts = (sentence: string) => [...new Set(sentence.match(/\{\{\w+\}\}/g))].sort();
  for (const [key, sentence] of Object.entries(english))
    expect(facts(chinese[key as keyof typeof english]), key).toEqual(facts(sentence));
});

test("a refusal in a replicate says in which", () => {
  const details = { margin: "sex", category: "m", population: 9, replicate: 3 };
  const error = new DesignError("margin-without-respondents", "", details);
  expect(sentenceOf(error, "en")).toBe(
    "In replicate 3: calibrate.margins.sex: nobody with any weight is m, of 9 in the population; merge it with another category.",
  );
});
