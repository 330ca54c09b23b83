import type { ScoringItem, ScoringSheet } from "./scoring-sheet.ts";

/**
 * Whether two sheets make the same figure of the same answers: the same items with the same weights, scores and rules for
 * "don't know", in any order. What the sheets are called does not matter.
 */
export function scoresAlike(a: ScoringSheet, b: ScoringSheet): boolean {
  return a.overallItem === b.overallItem && text(a) === text(b);
}

/** Whether two items score the same answers alike and count "don't know" alike, whatever they weigh. */
export function itemsScoreAlike(a: ScoringItem, b: ScoringItem): boolean {
  return JSON.stringify(scoring(a)) === JSON.stringify(scoring(b));
}

function text({ items }: ScoringSheet): string {
  const plain = items.map((item) => [item.id, item.weight, ...scoring(item)]);
  return JSON.stringify(plain.sort(byText));
}

const scoring = ({ dontKnow, options }: ScoringItem) => [
  dontKnow,
  options.map(({ value, score }) => [value, score]).sort(byText),
];

const byText = (a: unknown[], b: unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
