import { expect, test } from "vitest";
import definition from "#surveys/questionnaires/civility-2026.json" with { type: "json" };
import sheet from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { compileQuestionnaire } from "#surveys/compile-questionnaire.ts";

/** The questionnaire with one thing changed: `path` leads to a member, `value` replaces it (undefined removes). */
function changed(path: (string | number)[], value: unknown): unknown {
  const copy = structuredClone(definition) as unknown as Record<string | number, unknown>;
  let at = copy;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  const last = path.at(-1) as string;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

const RESIDENT = ["pages", 1, "elements", 0] as const;
const AGE = ["pages", 2, "elements", 0] as const;
const Q01 = definition.pages.findIndex(({ name }) => name === "page_q01");
const ITEM = ["pages", Q01, "elements", 2] as const;

test("the screening questions are those that eligibility is worked out from", () => {
  expect(compileQuestionnaire(definition, sheet).screening).toEqual(["resident_half_year", "age"]);
});

test.each<[string, (string | number)[], unknown, RegExp]>([
  ["a trigger", ["triggers"], [{ type: "complete" }], /triggers/],
  ["an unsupported type", [...RESIDENT, "type"], "checkbox", /checkbox/],
  ["an unsupported property", [...RESIDENT, "defaultValue"], "yes", /defaultValue/],
  ["a text question that is not a number", [...AGE, "inputType"], "date", /number/],
  ["a number without its validator", [...AGE, "validators"], [], /regex|object/],
  ["a looser validator", [...AGE, "validators", 0, "regex"], ".*", /regex/],
  ["a condition that cannot be read", ["pages", 2, "visibleIf"], "{age} = = 3", /cannot be read/],
  ["a condition on a question that is not there", ["pages", 2, "visibleIf"], "{wage} > 3", /\{wage\}/],
  ["a condition that calls a function", ["pages", 2, "visibleIf"], "today() > 3", /function/],
  ["a text in one language", [...RESIDENT, "title"], { "zh-cn": "住满半年了吗？" }, /"en"/],
  ["a default text", [...RESIDENT, "title"], { default: "住满了吗？", "zh-cn": "a", en: "b" }, /default/],
  ["an item without don't know", [...ITEM, "choices", 3], undefined, /object/],
  ["an item that may be skipped", [...ITEM, "isRequired"], false, /q01/],
  ["an option that the sheet does not have", [...ITEM, "choices", 0, "value"], "delighted", /q01/],
  ["the same name twice", [...AGE, "name"], "sex", /same name/],
  ["a name that objects have", [...ITEM, "name"], "constructor", /taken/],
  ["no age", [...AGE, "name"], "years", /\{age\}|"age"/],
])("%s is refused when the questionnaire is compiled", (_, path, value, sentence) => {
  expect(() => compileQuestionnaire(changed(path, value), sheet)).toThrow(sentence);
});
