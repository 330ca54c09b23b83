import { storable } from "#app/present/form-text.ts";

/** Of everything that is written into the ledger. */
export const LONGEST_LEDGER_WORDS = 500;

export type WordsProblem = "empty" | "long" | "characters";

export interface LedgerWords {
  words: string;
  problem: WordsProblem | null;
}

/** What somebody wrote into the ledger, or what is wrong with it: characters that cannot be stored are not left out in silence. */
export function readLedgerWords(form: FormData, name: string): LedgerWords {
  const value = form.get(name);
  const given = typeof value === "string" ? value : "";
  const words = storable(given).trim();
  if (/[\0\p{Surrogate}]/u.test(given)) return { words, problem: "characters" };
  if (words === "") return { words, problem: "empty" };
  return { words, problem: words.length > LONGEST_LEDGER_WORDS ? "long" : null };
}
