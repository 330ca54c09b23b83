/** Fewer pairs say nothing. */
export const FEWEST_PAIRS = 5;

export type Agreement =
  { n: number; exact: number; kappa: number | null } | { n: number; withheld: { code: "too-few-pairs" } };

/**
 * How often two answers to one question agree, and by how much more than chance.
 *
 * `exact` is the part of equal pairs; Cohen's κ = (exact − chance)/(1 − chance) with chance from both margins, null
 * where chance alone makes all agree. With few pairs κ is rough.
 * Source: Cohen (1960), Educational and Psychological Measurement 20, 37-46; Groves et al. (2009), Survey Methodology,
 * section 9.8 (reinterviews).
 *
 * @param pairs  first answer and second, codes of whatever kind
 */
export function agreement(pairs: readonly (readonly [string, string])[]): Agreement {
  const n = pairs.length;
  if (n < FEWEST_PAIRS) return { n, withheld: { code: "too-few-pairs" } };
  const count = (which: 0 | 1) => {
    const counts = new Map<string, number>();
    for (const pair of pairs) counts.set(pair[which], (counts.get(pair[which]) ?? 0) + 1);
    return counts;
  };
  const second = count(1);
  let chance = 0;
  for (const [answer, times] of count(0)) chance += (times / n) * ((second.get(answer) ?? 0) / n);
  const exact = pairs.filter(([a, b]) => a === b).length / n;
  return { n, exact, kappa: chance === 1 ? null : (exact - chance) / (1 - chance) };
}
