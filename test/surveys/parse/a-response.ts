import definition from "#surveys/questionnaires/civility-2026.json" with { type: "json" };
import sheet from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { compileQuestionnaire } from "#surveys/compile-questionnaire.ts";
import type { ResponseInput } from "#surveys/parse-response.ts";

export const compiled = compileQuestionnaire(definition, sheet);
export const streets: ReadonlySet<string> = new Set(["S01", "S02"]);

/** The best answer to every item. */
export const bestItems: Record<string, string> = Object.fromEntries(
  compiled.sheet.items.map(({ id, options }) => [id, options.find(({ score }) => score === 1)!.value]),
);

/** A complete household interview in English with the best answers, changed as the test says. */
export function aResponse(
  change: Record<string, unknown> = {},
  input: Partial<ResponseInput> = {},
): ResponseInput {
  const base = { resident_half_year: "yes", age: 40, sex: "female", ...bestItems };
  const answers = Object.fromEntries(
    Object.entries({ ...base, ...change }).filter(([, value]) => value !== undefined),
  );
  return { mode: "household", language: "en", outcome: "complete", answers, streets, ...input };
}
