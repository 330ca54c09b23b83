import { checkAnswer } from "./parse/check-answer.ts";
import { answerError, type AnswerError } from "./parse/answer-errors.ts";
import type { Answers, CompiledQuestion, CompiledQuestionnaire } from "./parse/compiled-questionnaire.ts";
import { ownShare } from "./scoring-sheet.ts";
import { ageBandOf, type AgeBand, type Language, type Mode, type Outcome, type Sex } from "./vocabulary.ts";

export type { AnswerError } from "./parse/answer-errors.ts";

export interface ResponseInput {
  mode: Mode;
  /** Of the error sentences. */
  language: Language;
  outcome: Outcome;
  /** As it came out of JSON.parse. */
  answers: unknown;
  /** Codes of the areas allowed as residence. */
  streets: ReadonlySet<string>;
}

export interface ParsedResponse {
  outcome: Outcome;
  /** In the order asked; a text that was left empty is absent. */
  answers: Record<string, string | number | boolean>;
  ageYears: number | null;
  /** null when the age was not asked or is outside 18 to 65. */
  ageBand: AgeBand | null;
  sex: Sex | null;
  /** A street's code or "elsewhere"; null when not asked or refused. */
  residence: string | null;
  /** null when not asked or left empty. */
  passesPerWeek: number | null;
  comment: string | null;
  /** In the sheet's item order: option index, −1 don't know, −2 refused, null not asked. */
  answerCodes: (number | null)[];
  /** In the sheet's item order: the chosen option's score in [0, 1], null where no option was chosen. */
  scores: (number | null)[];
  /** Points in [0, 20] by each item's own rule for don't know, and with every rule turned round. */
  ownShareSheet: number | null;
  ownShareOther: number | null;
}

export type ParseResult = { ok: true; response: ParsedResponse } | { ok: false; errors: AnswerError[] };

/** More would not help anyone, and a hostile body could ask for thousands. */
const MOST_ERRORS = 40;

/**
 * Turns a payload into typed answers, codes and scores, and refuses what the questionnaire does not allow.
 * The only place where missing answers are resolved.
 *
 * First every answer by itself (known question, allowed value), then together: nothing answered that was not
 * asked; complete: every required question answered; partial: the screening answered and passed; ineligible:
 * the screening alone, and it must really exclude the person.
 *
 * @param compiled  from `compileQuestionnaire`, made once per version
 * @returns         the response, or what is wrong, at most 40 errors
 */
export function parseResponse(compiled: CompiledQuestionnaire, input: ResponseInput): ParseResult {
  const given = readAnswers(compiled, input);
  if (Array.isArray(given)) return { ok: false, errors: given };
  const ineligible = compiled.ineligible(given);
  const errors = checkTogether(compiled, input, given, ineligible);
  if (errors.length > 0) return { ok: false, errors: errors.slice(0, MOST_ERRORS) };
  return { ok: true, response: score(compiled, input.outcome, given) };
}

/**
 * The questions that a respondent with these (valid) answers is asked, in order.
 */
export function questionsAsked(
  compiled: CompiledQuestionnaire,
  mode: Mode,
  answers: Answers,
  ineligible: boolean = compiled.ineligible(answers),
): CompiledQuestion[] {
  const values = { ...answers, mode, ineligible };
  const holds = compiled.conditions.map((condition) => condition(values));
  return compiled.questions.filter((question) => question.conditions.every((place) => holds[place]));
}

function readAnswers(compiled: CompiledQuestionnaire, input: ResponseInput): Answers | AnswerError[] {
  const { answers, language, streets } = input;
  if (typeof answers !== "object" || answers === null || Array.isArray(answers))
    return [answerError(language, "not-an-object", "answers")];
  const errors: AnswerError[] = [];
  const given: Answers = {};
  for (const [key, value] of Object.entries(answers)) {
    const question = compiled.byName.get(key);
    const error = question
      ? checkAnswer(question, value, language, streets)
      : answerError(language, "unknown-question", printable(key));
    if (error) errors.push(error);
    else if (typeof value !== "string" || value.trim() !== "") given[key] = value;
    if (errors.length === MOST_ERRORS) break;
  }
  return errors.length > 0 ? errors : given;
}

function checkTogether(
  compiled: CompiledQuestionnaire,
  { mode, language, outcome }: ResponseInput,
  given: Answers,
  ineligible: boolean,
): AnswerError[] {
  const asked = questionsAsked(compiled, mode, given, ineligible);
  const about = (code: AnswerError["code"], { name, title }: CompiledQuestion) =>
    answerError(language, code, name, title[language]);

  const screening = asked.filter(({ name }) => compiled.screening.includes(name));
  const unanswered = screening.filter(({ name }) => given[name] === undefined);
  if (unanswered.length > 0) return unanswered.map((question) => about("required-screening", question));
  if (ineligible !== (outcome === "ineligible"))
    return screening.slice(-1).map((question) => about(ineligible ? "ineligible" : "eligible", question));

  const names = new Set(asked.map(({ name }) => name));
  const strays = compiled.questions.filter(({ name }) => given[name] !== undefined && !names.has(name));
  const missing =
    outcome === "complete" ? asked.filter(({ name, required }) => required && given[name] === undefined) : [];
  return [
    ...strays.map((question) => about("not-asked", question)),
    ...missing.map((question) => about("required", question)),
  ];
}

/** A key that came from outside, safe to repeat in an answer. */
function printable(key: string): string {
  return key.slice(0, 40).replace(/[\p{Surrogate}\p{Control}]/gu, "\uFFFD");
}

function score(compiled: CompiledQuestionnaire, outcome: Outcome, given: Answers): ParsedResponse {
  const answers: Answers = {};
  for (const { name } of compiled.questions) {
    const value = given[name];
    if (value !== undefined) answers[name] = value;
  }
  const { sheet, itemCodes } = compiled;
  const answerCodes = sheet.items.map(({ id }, i) => itemCodes[i]?.get(String(given[id] ?? "")) ?? null);
  const scores = sheet.items.map(({ options }, i) => options[answerCodes[i] ?? -1]?.score ?? null);
  const { age, sex, residence, passes_per_week: passes, fix_first: comment } = given;
  return {
    outcome,
    answers,
    ageYears: typeof age === "number" ? age : null,
    ageBand: typeof age === "number" ? ageBandOf(age) : null,
    sex: sex === "female" || sex === "male" ? sex : null,
    residence: typeof residence === "string" && residence !== "refused" ? residence : null,
    passesPerWeek: typeof passes === "number" ? passes : null,
    comment: typeof comment === "string" ? comment.trim() : null,
    answerCodes,
    scores,
    ownShareSheet: ownShare(sheet, answerCodes, scores, "sheet"),
    ownShareOther: ownShare(sheet, answerCodes, scores, "other"),
  };
}
