import { expect, test } from "vitest";
import { parseResponse, type ResponseInput } from "#surveys/parse-response.ts";
import { LANGUAGES } from "#surveys/vocabulary.ts";
import { aResponse, compiled } from "./a-response.ts";

const screening = { resident_half_year: "yes", age: 40 };
const online = { mode: "online" } as const;
const json = (text: string): unknown => JSON.parse(text);

test.each<[string, ResponseInput, string, string]>([
  ["an unknown question", aResponse({ q99: "good" }), "q99", "unknown-question"],
  ["an unknown option", aResponse({ q01: "delighted" }), "q01", "unknown-option"],
  ["an option of another item", aResponse({ q01: "good" }), "q01", "unknown-option"],
  ["an option's number", aResponse({ q01: 0 }), "q01", "unknown-option"],
  ["an option in a list", aResponse({ q01: ["satisfied"] }), "q01", "unknown-option"],
  ["an option that objects have", aResponse({ q01: "constructor" }), "q01", "unknown-option"],
  ["null for an option", aResponse({ q01: null }), "q01", "unknown-option"],
  ["a missing item", aResponse({ q07: undefined }), "q07", "required"],
  ["a missing sex", aResponse({ sex: undefined }), "sex", "required"],
  ["an age of -1", aResponse({ age: -1 }), "age", "out-of-range"],
  ["an age of 1.5", aResponse({ age: 1.5 }), "age", "not-an-integer"],
  ["an age of abc", aResponse({ age: "abc" }), "age", "not-an-integer"],
  ["an age written as text", aResponse({ age: "40" }), "age", "not-an-integer"],
  ["an age of 1e400", aResponse({ age: json("1e400") }), "age", "not-an-integer"],
  ["an age of 121", aResponse({ age: 121 }), "age", "out-of-range"],
  ["an age that is an object", aResponse({ age: { valueOf: 40 } }), "age", "not-an-integer"],
  ["no age", aResponse({ age: undefined }), "age", "required-screening"],
  ["501 characters", aResponse({ fix_first: "灯".repeat(501) }), "fix_first", "too-long"],
  ["a NUL", aResponse({ fix_first: json('"a\\u0000b"') }), "fix_first", "bad-characters"],
  ["half a surrogate pair", aResponse({ fix_first: json('"a\\ud83d"') }), "fix_first", "bad-characters"],
  ["its other half", aResponse({ fix_first: json('"\\ude42a"') }), "fix_first", "bad-characters"],
  ["a number as remark", aResponse({ fix_first: 7 }), "fix_first", "not-text"],
  ["a residence at the door", aResponse({ residence: "S01" }), "residence", "not-asked"],
  [
    "visits a week online",
    aResponse({ residence: "S01", passes_per_week: 3 }, online),
    "passes_per_week",
    "not-asked",
  ],
  ["no residence online", aResponse({}, online), "residence", "required"],
  ["a street of another district", aResponse({ residence: "X01" }, online), "residence", "unknown-option"],
  ["complete, aged 66", aResponse({ age: 66 }), "age", "ineligible"],
  [
    "complete, not resident",
    aResponse({ resident_half_year: "no", age: undefined }),
    "resident_half_year",
    "ineligible",
  ],
  ["partial, aged 17", aResponse({ age: 17 }, { outcome: "partial" }), "age", "ineligible"],
  [
    "partial without screening",
    aResponse({ age: undefined }, { outcome: "partial" }),
    "age",
    "required-screening",
  ],
  [
    "ineligible but eligible",
    aResponse({}, { outcome: "ineligible", answers: screening }),
    "age",
    "eligible",
  ],
  [
    "ineligible with nothing",
    aResponse({}, { outcome: "ineligible", answers: {} }),
    "resident_half_year",
    "required-screening",
  ],
  ["ineligible with an item", aResponse({ age: 66 }, { outcome: "ineligible" }), "q01", "not-asked"],
  [
    "not resident, with an age",
    aResponse({}, { outcome: "ineligible", answers: { resident_half_year: "no", age: 30 } }),
    "age",
    "not-asked",
  ],
  ["no answers", aResponse({}, { answers: undefined }), "answers", "not-an-object"],
  ["null", aResponse({}, { answers: null }), "answers", "not-an-object"],
  ["a list", aResponse({}, { answers: [] }), "answers", "not-an-object"],
  ["text", aResponse({}, { answers: "{}" }), "answers", "not-an-object"],
  [
    "__proto__",
    aResponse({}, { answers: json('{"__proto__":{"age":40}}') }),
    "__proto__",
    "unknown-question",
  ],
  ["constructor", aResponse({}, { answers: json('{"constructor":{}}') }), "constructor", "unknown-question"],
  ["a passage of text", aResponse({ intro_household: "x" }), "intro_household", "unknown-question"],
  ["a calculated value", aResponse({ ineligible: false }), "ineligible", "unknown-question"],
  ["the mode", aResponse({ mode: "online" }), "mode", "unknown-question"],
])("%s is refused, naming the field, in both languages", (_, input, field, code) => {
  for (const language of LANGUAGES) {
    const result = parseResponse(compiled, { ...input, language });
    if (result.ok) throw new Error("accepted");
    const error = result.errors.find((one) => one.field === field);
    expect(error?.code).toBe(code);
    expect(error?.message).not.toMatch(/\{\{|undefined/);
    expect(/[。]$/.test(error?.message ?? "")).toBe(language === "zh-CN");
  }
});

test("nothing is inherited: an answer on the prototype does not count", () => {
  const answers: unknown = Object.create(aResponse().answers as object);
  expect(parseResponse(compiled, aResponse({}, { answers })).ok).toBe(false);
  expect(({} as Record<string, unknown>).age).toBeUndefined();
});

test("every wrong answer is named at once, at most forty", () => {
  const few = parseResponse(compiled, aResponse({ q01: "x", q02: "x", age: -1 }));
  expect(few.ok ? [] : few.errors.map(({ field }) => field)).toEqual(["age", "q01", "q02"]);
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`z${i}`, 1]));
  const result = parseResponse(compiled, aResponse({}, { answers: many }));
  expect(result.ok ? 0 : result.errors.length).toBe(40);
});

test("an unknown key is repeated short and without characters that cannot be stored", () => {
  const answers = { ["\u0000\ud800" + "k".repeat(10_000)]: 1 };
  const result = parseResponse(compiled, aResponse({}, { answers }));
  expect(result.ok ? "" : result.errors[0]?.field).toBe("\uFFFD\uFFFD" + "k".repeat(38));
});

test("the question's own words are in the sentence", () => {
  const result = parseResponse(compiled, aResponse({ age: 1.5 }));
  expect(result.ok ? "" : result.errors[0]?.message).toBe(
    "“How old are you, in completed years?”: please enter a whole number from 0 to 120.",
  );
});
