import { DesignError } from "#analysis/design-error.ts";
import type { OperatorLanguage } from "#app/server/operator-text.ts";
import { analyseText, hasAnalyseText } from "./analyse-text.ts";
import { BadRequest } from "./bad-request.ts";

/** The sentence for a request, or a sample, that cannot bear what was asked; null for a fault of the program. */
export function sentenceOf(error: unknown, language?: OperatorLanguage): string | null {
  if (error instanceof BadRequest) return analyseText(error.key, error.values, language);
  if (!(error instanceof DesignError)) return null;
  const { code, details, message } = error;
  const inDomain = `sample-${code}-domain`;
  const key = details.domain && hasAnalyseText(inDomain) ? inDomain : `sample-${code}`;
  const sentence = hasAnalyseText(key)
    ? analyseText(key, details, language)
    : analyseText("design-cannot", { reason: message }, language);
  const { replicate = 0 } = details;
  return Number(replicate) > 0 && code !== "replicate-weight-invalid"
    ? analyseText("in-replicate", { replicate, sentence }, language)
    : sentence;
}
