import type { ScoringSheet } from "./scoring-sheet.ts";

/**
 * Whether two sheets make the same figure of the same answers: the same items with the same weights, scores and rules for
 * "don't know", in any order. What the sheets are called does not matter.
 */
export function scoresAlike(a: ScoringSheet, b: ScoringSheet): boolean {
  return a.overallItem === b.overallItem && text(a) === text(b);
}

function text({ items }: ScoringSheet): string {
  const plain = items.map(({ id, weight, dontKnow, options }) => [
    ...[id, weight, dontKnow],
    options.map(({ value, score }) => [value, score]).sort(byText),
  ]);
  return JSON.stringify(plain.sort(byText));
}

const byText = (a: unknown[], b: unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
