import en from "../locales/en.json" with { type: "json" };
import zh from "../locales/zh-CN.json" with { type: "json" };
import type { Language } from "../vocabulary.ts";

export type AnswerErrorCode = keyof typeof en.answerErrors;

/** One thing that is wrong with a response. */
export interface AnswerError {
  /** The question's name, a key that is no question (shortened), or "answers" for the whole. */
  field: string;
  code: AnswerErrorCode;
  /** What to do, as a sentence in the respondent's language. */
  message: string;
}

const SENTENCES: Record<Language, Record<AnswerErrorCode, string>> = {
  "zh-CN": zh.answerErrors,
  en: en.answerErrors,
};

/**
 * An error with its sentence.
 *
 * @param title    what the sentence calls the field: the question's title
 * @param figures  numbers that the sentence names, such as the range
 */
export function answerError(
  language: Language,
  code: AnswerErrorCode,
  field: string,
  title: string = field,
  figures: Record<string, number> = {},
): AnswerError {
  const values: Record<string, string | number> = { field: title, ...figures };
  const message = SENTENCES[language][code].replace(/\{\{(\w+)\}\}/g, (_, key: string) =>
    String(values[key]),
  );
  return { field, code, message };
}
