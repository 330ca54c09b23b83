import type { TFunction } from "i18next";
import type { Language } from "#surveys/vocabulary.ts";
import { formatNumber } from "./format-share.ts";

/** A probability to two decimals; never 0 or 1, which no sample shows. `t` of the namespace overview. */
export function formatProbability(probability: number, language: Language, t: TFunction): string {
  if (probability < 0.01) return t("overview:probability.low");
  if (probability > 0.99) return t("overview:probability.high");
  return formatNumber(probability, language, 2);
}
