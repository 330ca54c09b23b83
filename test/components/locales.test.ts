import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DEFAULT_NAMESPACE } from "#app/locales/create-translator.ts";
import { resources } from "#app/locales/resources.ts";
import { languageOf } from "#app/locales/language.ts";
import { LANGUAGES } from "#surveys/vocabulary.ts";

const FOLDER = join(import.meta.dirname, "../../app/locales");
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(join(FOLDER, language, file), "utf8")) as Entry;

type Entry = string | { [key: string]: Entry };

/** Plural forms differ between the languages: Chinese has one. */
const PLURAL = /_(zero|one|two|few|many|other)$/;

function entries(entry: Entry, path = ""): Map<string, string> {
  if (typeof entry === "string") return new Map([[path, entry]]);
  return new Map(
    Object.entries(entry).flatMap(([key, value]) => [...entries(value, path ? `${path}.${key}` : key)]),
  );
}

const keys = (entry: Entry) =>
  [...new Set([...entries(entry).keys()].map((key) => key.replace(PLURAL, "")))].sort();
/** The gaps of a text; a name that comes in both languages, as `streetZh` and `streetEn`, is one gap. */
const gaps = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]!.replace(/(Zh|En)$/, "")))].sort();

const FILES = readdirSync(join(FOLDER, "en"));

test("both languages have the same files", () => {
  expect(readdirSync(join(FOLDER, "zh-CN")).sort()).toEqual([...FILES].sort());
});

test.each(FILES)("%s has the same keys in both languages", (file) => {
  expect(keys(read("zh-CN", file))).toEqual(keys(read("en", file)));
});

test.each(FILES)("%s fills the same gaps in both languages, and no text is empty", (file) => {
  const [zh, en] = [entries(read("zh-CN", file)), entries(read("en", file))];
  for (const [key, text] of zh) {
    expect(text.trim(), key).not.toBe("");
    const other = en.get(key);
    if (other !== undefined) expect(gaps(other), key).toEqual(gaps(text));
  }
  for (const [key, text] of en) expect(text.trim(), key).not.toBe("");
});

// server.json is for a terminal, where half-width marks keep the columns.
test.each(FILES.filter((file) => file !== "server.json"))(
  "%s is Chinese in zh-CN: no ASCII comma or colon after a Chinese character",
  (file) => {
    const careless = [...entries(read("zh-CN", file))].filter(([, text]) =>
      /[\u4e00-\u9fff][,;:?!]/.test(text),
    );
    expect(careless).toEqual([]);
  },
);

test("every bundled namespace is there in every language", () => {
  const names = LANGUAGES.map((language) => Object.keys(resources[language]).sort());
  expect(names[0]).toEqual(names[1]);
  expect(names[0]).toContain(DEFAULT_NAMESPACE);
});

function asked(headers: Record<string, string>, own: "zh-CN" | "en" | null = null) {
  return languageOf(new Request("http://localhost/", { headers }), own);
}

test("the language is the chosen one, else the person's own, else the browser's, else Chinese", () => {
  expect(asked({ Cookie: "a=b; language=en", "Accept-Language": "zh-CN" }, "zh-CN")).toBe("en");
  expect(asked({ Cookie: "language=fr", "Accept-Language": "zh-CN" }, "en")).toBe("en");
  expect(asked({ "Accept-Language": "fr;q=0.9, en-GB;q=0.8, zh;q=0.7" })).toBe("en");
  expect(asked({ "Accept-Language": "en;q=0.2, zh-TW" })).toBe("zh-CN");
  expect(asked({ "Accept-Language": "en;q=0, fr" })).toBe("zh-CN");
  expect(asked({})).toBe("zh-CN");
});
