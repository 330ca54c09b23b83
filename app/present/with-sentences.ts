import type { TFunction } from "i18next";
import type { Withheld } from "#analysis/score/withheld.ts";
import { withheldSentence } from "./withheld-sentence.ts";

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** Why a figure is withheld, in a sentence. */
export type SayWhy = (reason: Withheld, t: TFunction) => string;

/** A copy of `value` where every figure that is withheld, however deep, says why in a sentence. */
export function withSentences(value: unknown, t: TFunction, say: SayWhy = withheldSentence): Json {
  if (Array.isArray(value)) return value.map((each) => withSentences(each, t, say));
  if (typeof value !== "object" || value === null) return value as Json;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]): [string, Json] => {
      if (key !== "withheld") return [key, withSentences(each, t, say)];
      const { withheld } = { withheld: each } as Withheld;
      return [key, { code: withheld.code, sentence: say({ withheld }, t) }];
    }),
  );
}
