import { DesignError } from "#analysis/design-error.ts";
import type { OperatorLanguage } from "#app/server/operator-text.ts";
import { analyseText, hasAnalyseText } from "./analyse-text.ts";
import { BadRequest } from "./bad-request.ts";

/** The sentence for a request, or a sample, that cannot bear what was asked; null for a fault of the program. */
export function sentenceOf(error: unknown, language?: OperatorLanguage): string | null {
  if (error instanceof BadRequest) return analyseText(error.key, error.values, language);
  if (!(error instanceof DesignError)) return null;
  const key = `sample-${error.code}`;
  return hasAnalyseText(key)
    ? analyseText(key, error.details, language)
    : analyseText("design-cannot", { reason: error.message }, language);
}
