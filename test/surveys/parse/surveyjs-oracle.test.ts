import fc from "fast-check";
import { Model } from "survey-core";
import { expect, test } from "vitest";
import definition from "#surveys/questionnaires/civility-2026.json" with { type: "json" };
import { parseResponse, questionsAsked } from "#surveys/parse-response.ts";
import type { Answers } from "#surveys/parse/compiled-questionnaire.ts";
import { MODES, type Mode } from "#surveys/vocabulary.ts";
import { compiled, streets } from "./a-response.ts";

/** SurveyJS itself, as the browser runs it, is the judge; one model, filled anew for every case. */
const model = new Model(structuredClone(definition));
const residence = model.getQuestionByName("residence");
residence.choices = [...streets, ...residence.choices];

function fill(mode: Mode, answers: Record<string, unknown>): void {
  model.clear(true, true);
  model.setVariable("mode", mode);
  model.data = structuredClone(answers);
}

function visibleByModel(): string[] {
  return model
    .getAllQuestions()
    .filter((question) => question.getType() !== "html" && question.isVisible && question.page.isVisible)
    .map(({ name }) => name);
}

/** Mostly sensible answers, some missing and a few wrong. */
const payload = fc.record(
  Object.fromEntries(
    compiled.questions.map((question) => {
      if (question.kind === "number") {
        const eligible = fc.integer({ min: 18, max: Math.min(65, question.max) });
        const odd = fc.constantFrom<unknown>(-1, 0, 17, 66, 121, 1.5, "abc");
        return [question.name, fc.oneof({ weight: 12, arbitrary: eligible }, { weight: 1, arbitrary: odd })];
      }
      if (question.kind === "text") return [question.name, fc.string({ maxLength: 20 })];
      const offered = [...question.values, ...(question.offersStreets ? streets : [])];
      if (question.name === "resident_half_year")
        return [question.name, fc.constantFrom("yes", "yes", "yes", "yes", "yes", "no")];
      return [question.name, fc.constantFrom(...offered)];
    }),
  ),
  { requiredKeys: compiled.questions.map(({ name }) => name).filter((name) => name !== "fix_first") },
);
const dropped = fc.oneof(
  { weight: 2, arbitrary: fc.constant<string[]>([]) },
  {
    weight: 1,
    arbitrary: fc.subarray(
      compiled.questions.map(({ name }) => name),
      { maxLength: 3 },
    ),
  },
);
const tidied = fc.boolean();

test("what is accepted as complete or ineligible, SurveyJS accepts too, and both ask the same questions", () => {
  let complete = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.constantFrom(...MODES), payload, dropped, tidied, (mode, random, without, tidy) => {
      const answers: Record<string, unknown> = { ...random };
      for (const name of without) delete answers[name];
      fill(mode, answers);
      if (tidy) {
        // what a browser sends: only what it asked
        const visible = visibleByModel();
        for (const name of Object.keys(answers)) if (!visible.includes(name)) delete answers[name];
        fill(mode, answers);
      }
      const result = (["complete", "ineligible"] as const)
        .map((outcome) => parseResponse(compiled, { mode, language: "en", outcome, answers, streets }))
        .find(({ ok }) => ok);
      if (result) {
        complete++;
        expect(model.validate(true, false)).toBe(true);
        const asked = questionsAsked(compiled, mode, answers as Answers).map(({ name }) => name);
        expect(asked).toEqual(visibleByModel());
      } else refused++;
      // and the reverse, for what a browser would send
      if (tidy && model.validate(true, false)) expect(result?.ok).toBe(true);
    }),
    { seed: 20261122, numRuns: 160 },
  );
  expect(complete).toBeGreaterThan(30);
  expect(refused).toBeGreaterThan(30);
});

test("both ask the same questions at every step of an interview", () => {
  for (const mode of MODES)
    for (const answers of [
      {},
      { resident_half_year: "yes" },
      { resident_half_year: "no" },
      { resident_half_year: "yes", age: 17 },
      { resident_half_year: "yes", age: 18 },
      { resident_half_year: "yes", age: 66, q01: "satisfied" },
      { age: 40 },
    ]) {
      fill(mode, answers);
      expect(questionsAsked(compiled, mode, answers as Answers).map(({ name }) => name)).toEqual(
        visibleByModel(),
      );
    }
});

test("SurveyJS shows each language's own text and thanks the ineligible kindly", () => {
  fill("household", { resident_half_year: "yes", age: 70 });
  for (const [locale, title, thanks] of [
    ["zh-cn", "您今年多大年纪？（周岁）", /18 到 65 周岁/],
    ["en", "How old are you, in completed years?", /aged 18 to 65/],
  ] as const) {
    model.locale = locale;
    expect(model.getQuestionByName("age").title).toBe(title);
    expect(model.renderedCompletedHtml).toMatch(thanks);
  }
});
