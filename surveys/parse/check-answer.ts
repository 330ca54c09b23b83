import type { Language } from "../vocabulary.ts";
import { answerError, type AnswerError } from "./answer-errors.ts";
import type { CompiledQuestion } from "./compiled-questionnaire.ts";

/**
 * What is wrong with one answer by itself, or null.
 *
 * @param value    as it came out of JSON.parse; a number written as text is refused
 * @param streets  codes of the district's streets, for the question that offers them
 */
export function checkAnswer(
  question: CompiledQuestion,
  value: unknown,
  language: Language,
  streets: ReadonlySet<string>,
): AnswerError | null {
  const title = question.title[language];
  if (question.kind === "choice") {
    const offered =
      typeof value === "string" &&
      (question.values.has(value) || (question.offersStreets && streets.has(value)));
    return offered ? null : answerError(language, "unknown-option", question.name, title);
  }
  if (question.kind === "number") {
    const { name, min, max } = question;
    if (!Number.isInteger(value)) return answerError(language, "not-an-integer", name, title, { min, max });
    const inside = (value as number) >= min && (value as number) <= max;
    return inside ? null : answerError(language, "out-of-range", name, title, { min, max });
  }
  if (typeof value !== "string") return answerError(language, "not-text", question.name, title);
  if (value.length > question.maxLength) {
    const figures = { maxLength: question.maxLength, length: value.length };
    return answerError(language, "too-long", question.name, title, figures);
  }
  return isStorable(value) ? null : answerError(language, "bad-characters", question.name, title);
}

/** Whether PostgreSQL can keep the text: no NUL and no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}
