import type { Tally } from "#analysis/tally.ts";

/** The first of some streets without a response in a tally, or null where all have one. O(rows). */
export function missingStreet(tally: Tally, streets: readonly string[]): string | null {
  const answered = new Set<string>();
  for (let row = 0; row < tally.rows; row++)
    if (tally.n[row]! > 0 && tally.street[row]! >= 0) answered.add(tally.labels.street[tally.street[row]!]!);
  return streets.find((street) => !answered.has(street)) ?? null;
}
