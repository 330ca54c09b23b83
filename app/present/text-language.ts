import type { Language } from "#surveys/vocabulary.ts";

/** Which language a text that somebody typed is in, so that it is read aloud as it should. */
export function languageOfText(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? "zh-CN" : "en";
}
