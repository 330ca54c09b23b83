import { type Choices, readChoices } from "#surveys/read-choices.ts";
import { readTitles, type Titles } from "#surveys/read-titles.ts";

type Answers = Record<string, string | number | boolean>;

/** One question with its answer, beside that of another interview. */
export interface AnswerRow {
  name: string;
  title: Titles[string];
  /** Null: not asked. */
  answer: Titles[string] | null;
  other: Titles[string] | null;
  isScored: boolean;
  /** How long its page was shown; null where that was not recorded. */
  seconds: number | null;
}

/**
 * The answers of an interview in the order in which they were asked, in both languages.
 *
 * @param other    answers of another interview, null for none
 * @param scored   names of the items of the scoring sheet
 * @param streets  names of the streets by code, for where somebody lives
 */
export function answerRows(
  definition: Record<string, unknown>,
  { answers, paradata }: { answers: Answers; paradata: Record<string, unknown> | null },
  other: Answers | null,
  scored: ReadonlySet<string>,
  streets: ReadonlyMap<string, Titles[string]>,
): AnswerRow[] {
  const titles = readTitles(definition);
  const choices = readChoices(definition);
  const pageOf = readPages(definition);
  const times = (paradata?.screenTimes ?? {}) as Record<string, unknown>;
  const text = (name: string, from: Answers | null) => wording(name, from?.[name], choices, streets);
  return Object.entries(titles)
    .filter(([name]) => answers[name] !== undefined || other?.[name] !== undefined)
    .map(([name, title]) => {
      const ms = times[pageOf.get(name) ?? ""];
      return {
        ...{ name, title, answer: text(name, answers), other: text(name, other) },
        isScored: scored.has(name),
        seconds: typeof ms === "number" && Number.isFinite(ms) ? ms / 1000 : null,
      };
    });
}

function wording(
  name: string,
  value: Answers[string] | undefined,
  choices: Choices,
  streets: ReadonlyMap<string, Titles[string]>,
): Titles[string] | null {
  if (value === undefined) return null;
  const plain = { zh: String(value), en: String(value) };
  return choices[name]?.[plain.en] ?? (name === "residence" ? streets.get(plain.en) : null) ?? plain;
}

function readPages({ pages }: Record<string, unknown>): Map<string, string> {
  const found = new Map<string, string>();
  if (!Array.isArray(pages)) return found;
  for (const page of pages as { name?: unknown; elements?: unknown }[]) {
    for (const { name } of Array.isArray(page.elements) ? (page.elements as { name?: unknown }[]) : [])
      if (typeof name === "string" && typeof page.name === "string") found.set(name, page.name);
  }
  return found;
}
