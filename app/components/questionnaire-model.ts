import { Model, type PageModel } from "survey-core";
import "survey-core/i18n/simplified-chinese";
import en from "#surveys/locales/en.json" with { type: "json" };
import zh from "#surveys/locales/zh-CN.json" with { type: "json" };
import type { Language, Mode, Outcome } from "#surveys/vocabulary.ts";

/** A street as the question of residence offers it. */
export interface StreetChoice {
  code: string;
  nameZh: string;
  nameEn: string;
}

export type QuestionnaireAnswers = Record<string, string | number>;

const SENTENCES = { "zh-CN": zh.runner, en: en.runner };

export const runnerSentences = (locale: Language) => SENTENCES[locale];

export const surveyLocale = (locale: Language) => (locale === "zh-CN" ? "zh-cn" : "en");

/** A SurveyJS model of the questionnaire for one respondent. Takes some 80 ms: make it once. */
export function createQuestionnaireModel(
  definition: object,
  mode: Mode,
  locale: Language,
  streets: readonly StreetChoice[],
): Model {
  const model = new Model(structuredClone(definition));
  model.locale = surveyLocale(locale);
  model.setVariable("mode", mode);
  model.autoFocusFirstQuestion = false;
  model.focusOnFirstError = false;
  model.textUpdateMode = "onTyping";
  model.onErrorCustomText.add((sender, options) => {
    const sentences = sender.locale === "en" ? en.runner : zh.runner;
    if (options.name !== "required") return;
    const { choices } = options.obj as { choices?: { value: unknown }[] };
    if (!choices) options.text = sentences.requiredNumber;
    else if (choices.some(({ value }) => value === "refused")) options.text = sentences.required;
    else options.text = sentences.requiredChoice;
  });
  offerStreets(model, streets);
  // before the mode was known, the introduction was hidden
  model.currentPageNo = 0;
  return model;
}

function offerStreets(model: Model, streets: readonly StreetChoice[]): void {
  const residence = model.getQuestionByName("residence");
  if (!residence) return;
  const named = streets.map(({ code, nameZh, nameEn }) => ({
    value: code,
    text: { "zh-cn": nameZh, en: nameEn },
  }));
  residence.choices = [...named, ...residence.toJSON().choices];
}

/** Where the respondent is. Read it once a change: SurveyJS looks through all pages each time it is asked. */
export interface Place {
  /** Place of the page among those visible, from 0. */
  pageNo: number;
  /** Place of the question among those asked, from 1; 0 on the introduction. */
  number: number;
  /** How many questions are asked of this respondent. */
  total: number;
  /** The screening answers exclude this person. */
  ineligible: boolean;
}

export function placeOf(model: Model): Place {
  const pages = model.visiblePages;
  const asked = pages.filter(hasQuestion);
  return {
    pageNo: pages.indexOf(model.currentPage),
    number: asked.indexOf(model.currentPage) + 1,
    total: asked.length,
    ineligible: isIneligible(model),
  };
}

const hasQuestion = (page: PageModel) => page.questions.some((question) => question.getType() !== "html");

/** Whether the screening answers exclude this person: what the questionnaire itself calculates. */
const isIneligible = (model: Model): boolean => model.getVariable("ineligible") === true;

export const outcomeOf = (model: Model): Extract<Outcome, "complete" | "ineligible"> =>
  isIneligible(model) ? "ineligible" : "complete";

/** The answers to what is asked now: those given before a change of mind hid their question are left out. */
export function answersAsked(model: Model): QuestionnaireAnswers {
  const asked = new Set(
    model.visiblePages.flatMap((page) =>
      page.questions.filter((one) => one.isVisible).map(({ name }) => name),
    ),
  );
  const entries = Object.entries(model.data as QuestionnaireAnswers).filter(([name]) => asked.has(name));
  return Object.fromEntries(entries);
}
