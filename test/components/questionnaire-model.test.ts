import { expect, test } from "vitest";
import {
  answersAsked,
  createQuestionnaireModel,
  outcomeOf,
  placeOf,
} from "#app/components/questionnaire-model.ts";
import { compileQuestionnaire } from "#surveys/compile-questionnaire.ts";
import { parseResponse } from "#surveys/parse-response.ts";
import definition from "#surveys/questionnaires/civility-2026.json" with { type: "json" };
import sheet from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import type { Mode } from "#surveys/vocabulary.ts";

const streets = [{ code: "S01", nameZh: "南桥街道", nameEn: "Nanqiao Street" }];
const compiled = compileQuestionnaire(definition, sheet);
const start = (mode: Mode) => createQuestionnaireModel(definition, mode, "zh-CN", streets);

test("a questionnaire begins at its introduction, and counts the questions of its mode", () => {
  const counts = (["household", "online", "intercept"] as const).map((mode) => {
    const model = start(mode);
    expect(model.currentPage.name).toBe("page_intro");
    return placeOf(model).total;
  });
  expect(counts).toEqual([28, 29, 30]);
});

test("the streets are offered before elsewhere, in the language shown", () => {
  const model = start("online");
  const { choices } = model.getQuestionByName("residence");
  expect(choices.map(({ value }: { value: string }) => value)).toEqual(["S01", "elsewhere", "refused"]);
  expect(choices[0].text).toBe("南桥街道");
  model.setValue("resident_half_year", "yes");
  model.locale = "en";
  expect(choices[0].text).toBe("Nanqiao Street");
  expect(model.data).toEqual({ resident_half_year: "yes" });
});

test("what a change of mind has hidden is not sent, and the server takes what is sent", () => {
  const model = start("household");
  model.data = { resident_half_year: "yes", age: 40, sex: "male", q01: "satisfied" };
  expect(placeOf(model).ineligible).toBe(false);
  model.setValue("age", 70);
  expect(placeOf(model).ineligible).toBe(true);
  expect(outcomeOf(model)).toBe("ineligible");
  const answers = answersAsked(model);
  expect(answers).toEqual({ resident_half_year: "yes", age: 70 });
  const input = {
    mode: "household",
    language: "en",
    outcome: "ineligible",
    streets: new Set(["S01"]),
  } as const;
  expect(parseResponse(compiled, { ...input, answers }).ok).toBe(true);
});

test("a missing answer is asked for in a sentence that fits the question", () => {
  const model = start("household");
  const errors = (name: string) => {
    const question = model.getQuestionByName(name);
    question.validate(true);
    return question.errors[0]?.getText();
  };
  expect(errors("resident_half_year")).toBe("请选一个答案。");
  expect(errors("age")).toBe("请填一个数字。");
  expect(errors("q01")).toBe("请选一个答案；说不清或不想回答，也有相应的选项。");
});
