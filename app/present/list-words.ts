import type { Language } from "#surveys/vocabulary.ts";

/** Words one after another, without an "and": a, b, c and 甲、乙、丙. */
export const listWords = (words: readonly string[], language: Language): string =>
  words.join(language === "en" ? ", " : "、");
