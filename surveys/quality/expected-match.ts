import type { QualityUnit } from "./quality-unit.ts";

/**
 * By item, the chance that two people who answer independently, each as the wave does, give the same answer: Σ p².
 *
 * Don't know and refused are answers. An item that was asked of nobody has chance 0.
 */
export function chancesOfMatch(units: readonly Pick<QualityUnit, "codes">[]): Float64Array {
  const items = units[0]?.codes.length ?? 0;
  const chances = new Float64Array(items);
  for (let i = 0; i < items; i++) {
    const counts = new Map<number, number>();
    let asked = 0;
    for (const { codes } of units) {
      const code = codes[i] ?? null;
      if (code === null) continue;
      asked++;
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    for (const times of counts.values()) chances[i]! += (times / asked) ** 2;
  }
  return chances;
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
