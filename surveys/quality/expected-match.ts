import type { QualityUnit } from "./quality-unit.ts";

/** People as satisfied as somebody: so many, or a tenth of the wave if that is more. */
const FEWEST_ALIKE = 100;

/**
 * By item, the chance that somebody else gives the same answer as this interview, if those who are about as satisfied
 * answer independently of one another: the part of them who do.
 *
 * Answers hang together because people differ in how satisfied they are overall. Comparing with those of nearly the same
 * own share takes that out; what is left is taken as independent (local independence). Don't know and refused are
 * answers. O(interviews alike × items).
 *
 * @param sorted  all interviews by own share, as `byShare` gives them
 * @param at      the interview's place among them
 * @returns       NaN for items that it was not asked
 */
export function chancesOfMatch(sorted: readonly Pick<QualityUnit, "codes">[], at: number): number[] {
  const alike = Math.max(FEWEST_ALIKE, Math.ceil(sorted.length / 10));
  const from = Math.max(0, Math.min(at - (alike >> 1), sorted.length - alike - 1));
  const others = sorted.slice(from, from + alike + 1);
  return sorted[at]!.codes.map((code, i) => {
    if (code === null) return NaN;
    const asked = others.filter(({ codes }) => (codes[i] ?? null) !== null).length - 1;
    const same = others.filter(({ codes }) => codes[i] === code).length - 1;
    return asked < 1 ? 0 : same / asked;
  });
}

/** Interviews by the respondent's own share; those without one first. */
export function byShare<T extends Pick<QualityUnit, "ownShare">>(units: readonly T[]): T[] {
  return [...units].sort((a, b) => (a.ownShare ?? -1) - (b.ownShare ?? -1));
}

/**
 * Chance of at least so many matches, for each number 0 … n: independent items of unequal chance (Poisson-binomial).
 *
 * Exact by convolution, O(n²). Source: Wang (1993), Statistica Sinica 3, 295-312.
 */
export function tailOfMatches(chances: readonly number[] | Float64Array): Float64Array {
  const distribution = new Float64Array(chances.length + 2);
  distribution[0] = 1;
  chances.forEach((p, done) => {
    for (let m = done + 1; m >= 0; m--)
      distribution[m] = distribution[m]! * (1 - p) + (m > 0 ? distribution[m - 1]! * p : 0);
  });
  for (let m = chances.length; m >= 0; m--) distribution[m]! += distribution[m + 1]!;
  return distribution.subarray(0, chances.length + 1);
}
