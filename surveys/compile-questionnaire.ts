import { compileCondition } from "./parse/compile-condition.ts";
import { compileQuestion } from "./parse/compile-question.ts";
import type { CompiledQuestion, CompiledQuestionnaire, Condition } from "./parse/compiled-questionnaire.ts";
import { readList, readName, readObject, readText } from "./parse/read-definition.ts";
import { checkScoringSheet, DONT_KNOW, REFUSED, type ScoringItem } from "./scoring-sheet.ts";

export type { CompiledQuestionnaire } from "./parse/compiled-questionnaire.ts";

/** The calculated value that says whether the screening excludes a person. */
const INELIGIBLE = "ineligible";
/** Questions whose answers have a meaning of their own, in every questionnaire. */
const NEEDED = ["resident_half_year", "age", "sex"];
const ROOT = ["title", "showTitle", "showQuestionNumbers", "calculatedValues", "pages"].concat([
  "completedHtml",
  "completedHtmlOnCondition",
]);

/**
 * Reads a questionnaire version once, so that responses are checked without a SurveyJS model (which takes
 * 80 ms and 2 MB each, and accepts over-long text, unknown keys and numbers out of range).
 *
 * @param definition  SurveyJS JSON: pages of radiogroup, whole-number text, comment and html elements
 * @param sheet       its scoring sheet; every item must be a required choice of exactly the sheet's options, in
 *                    the sheet's order, then "dk" and "refused"
 * @throws {Error} naming what is not supported or does not agree; nothing is silently ignored
 */
export function compileQuestionnaire(definition: unknown, sheet: unknown): CompiledQuestionnaire {
  const root = readObject(definition, "The questionnaire", ROOT);
  readText(root.title, "The questionnaire's title");
  readText(root.completedHtml, "completedHtml");

  const asked: { element: unknown; expressions: string[] }[] = [];
  for (const [number, value] of readList(root.pages, "pages").entries()) {
    const place = `Page ${number + 1}`;
    const page = readObject(value, place, ["name", "visibleIf", "elements"]);
    readName(page.name, place);
    for (const element of readList(page.elements, `${place}, elements`)) {
      const own = (element as { visibleIf?: unknown }).visibleIf;
      asked.push({ element, expressions: [page.visibleIf, own].filter((x) => x !== undefined).map(String) });
    }
  }

  const names = asked.map(({ element }) => String((element as { name?: unknown }).name));
  if (new Set(names).size !== names.length) throw new Error("Two questions have the same name.");
  const ineligible = readIneligible(root.calculatedValues, new Set(names));
  const known = new Set([...names, INELIGIBLE, "mode"]);

  const places = new Map<string, number>();
  const conditions: Condition[] = [];
  const questions: CompiledQuestion[] = [];
  for (const { element, expressions } of asked) {
    const compiled = expressions.map((expression) => compileCondition(expression, known).holds);
    const question = compileQuestion(element);
    if (!question) continue;
    expressions.forEach((expression, i) => {
      if (!places.has(expression)) places.set(expression, conditions.push(compiled[i] as Condition) - 1);
    });
    const own = expressions.map((expression) => places.get(expression) as number);
    questions.push({ ...question, conditions: own });
  }
  for (const value of readList(root.completedHtmlOnCondition, "completedHtmlOnCondition")) {
    const { expression, html } = readObject(value, "completedHtmlOnCondition", ["expression", "html"]);
    compileCondition(String(expression), known);
    readText(html, "completedHtmlOnCondition, html");
  }

  const byName = new Map(questions.map((question) => [question.name, question]));
  for (const name of NEEDED) if (!byName.has(name)) throw new Error(`The question "${name}" is missing.`);
  const checked = checkScoringSheet(sheet);
  return {
    questions,
    byName,
    conditions,
    ineligible: ineligible.holds,
    screening: [...new Set(ineligible.reads)],
    sheet: checked,
    itemCodes: checked.items.map((item) => codesOf(item, byName.get(item.id))),
  };
}

function readIneligible(calculated: unknown, names: ReadonlySet<string>) {
  const [only, ...more] = readList(calculated, "calculatedValues");
  const { name, expression } = readObject(only, "The calculated value", [
    "name",
    "expression",
    "includeIntoResult",
  ]);
  if (name !== INELIGIBLE || more.length > 0)
    throw new Error(`"${INELIGIBLE}" must be the only calculated value.`);
  return compileCondition(String(expression), names);
}

function codesOf(item: ScoringItem, question: CompiledQuestion | undefined): Map<string, number> {
  if (question?.kind !== "choice" || !question.required || question.offersStreets)
    throw new Error(`Item ${item.id} of the scoring sheet must be a required choice in the questionnaire.`);
  const codes = new Map(item.options.map(({ value }, index) => [value, index]));
  codes.set("dk", DONT_KNOW).set("refused", REFUSED);
  const offered = [...question.values].join(", ");
  if (offered !== [...codes.keys()].join(", "))
    throw new Error(
      `Item ${item.id}: the questionnaire offers ${offered}, the sheet ${[...codes.keys()].join(", ")}.`,
    );
  return codes;
}
