import type { TFunction } from "i18next";
import type { Withheld } from "#analysis/score/withheld.ts";
import { withheldSentence } from "./withheld-sentence.ts";

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** A copy of `value` where every figure that is withheld, however deep, says why in a sentence. */
export function withSentences(value: unknown, t: TFunction): Json {
  if (Array.isArray(value)) return value.map((each) => withSentences(each, t));
  if (typeof value !== "object" || value === null) return value as Json;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]): [string, Json] => {
      if (key !== "withheld") return [key, withSentences(each, t)];
      const { withheld } = { withheld: each } as Withheld;
      return [key, { code: withheld.code, sentence: withheldSentence({ withheld }, t) }];
    }),
  );
}
