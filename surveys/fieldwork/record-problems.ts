import type { Language } from "../vocabulary.ts";
import en from "./locales/en.json" with { type: "json" };
import zh from "./locales/zh-CN.json" with { type: "json" };

export type RecordProblemCode = keyof typeof en;

/** One thing that is wrong with a record. */
export interface RecordProblem {
  /** Path of the field ("members.0.age"), or "body" for the whole. */
  field: string;
  code: string;
  /** What is wrong, as a sentence. */
  message: string;
}

const SENTENCES: Record<Language, Record<RecordProblemCode, string>> = { "zh-CN": zh, en };

/**
 * A problem with its sentence.
 *
 * @param figures  what the sentence names besides the field: limits, choices
 */
export function recordProblem(
  language: Language,
  code: RecordProblemCode,
  field: string,
  figures: Record<string, string | number> = {},
): RecordProblem {
  const values: Record<string, string | number> = { field, ...figures };
  const message = SENTENCES[language][code].replace(/\{\{(\w+)\}\}/g, (_, key: string) =>
    String(values[key] ?? ""),
  );
  return { field, code, message };
}
