import { DISPOSITIONS, type Disposition } from "../vocabulary.ts";
import type { DispositionCounts } from "./outcome-rates.ts";

/**
 * Nobody yet: a count of 0 for every disposition.
 */
export function noDispositions(): DispositionCounts {
  return Object.fromEntries(DISPOSITIONS.map((code) => [code, 0])) as DispositionCounts;
}

/**
 * How many cases ended, or stand, with each disposition.
 */
export function countDispositions(dispositions: Iterable<Disposition>): DispositionCounts {
  const counts = noDispositions();
  for (const code of dispositions) counts[code]++;
  return counts;
}

/**
 * Counts of several groups of cases together.
 */
export function addDispositions(groups: Iterable<DispositionCounts>): DispositionCounts {
  const counts = noDispositions();
  for (const group of groups) for (const code of DISPOSITIONS) counts[code] += group[code];
  return counts;
}
