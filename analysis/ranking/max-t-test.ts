import { maxCritical } from "#analysis/ranking/max-t-critical.ts";
import { drawnMaxima, type DrawnMaxima } from "#analysis/ranking/drawn-maxima.ts";
import type { OrderedPairs, PairDraws } from "#analysis/ranking/pair-draws.ts";
import type { FamilyVerdict, PairTest } from "#analysis/ranking/pair-tests.ts";

/**
 * Pairs proved by the largest studentised difference, with their covariance: sharper than Bonferroni or Holm.
 *
 * A pair is proved when T exceeds the level's quantile of the maximum over the pairs still open; with `stepDown`
 * proved pairs are closed and the rest tested again, until none is proved. With df, each pair has its own critical
 * value. O(steps · draws · pairs).
 * Source: Romano & Wolf (2005), JASA 100, 94-108; Mogstad et al. (2024), algorithm 3.2.
 *
 * @param sample  normal draws, or a studentised bootstrap's (then `df` must be null)
 * @returns       verdict and, per step, the largest critical value held against an open pair
 * @throws {DesignError} as `maxCritical`
 */
export function testByMaximum(
  { t, df, scales }: PairTest,
  pairs: OrderedPairs,
  { sample, maxima: first }: { sample: PairDraws; maxima?: DrawnMaxima | undefined },
  level: number,
  stepDown: boolean,
): FamilyVerdict & { path: number[] } {
  const critical = new Map<number, number>();
  const proved: number[] = [];
  const path: number[] = [];
  let open = pairs;
  let maxima = first;
  while (open.length > 0) {
    if (path.length > 0 || !maxima) maxima = drawnMaxima(sample, open, maxima);
    const criticalOf = maxCritical(maxima.value, level, scales);
    let largest = -Infinity;
    for (const pair of open) {
      const value = criticalOf(df ? df[pair]! : null);
      critical.set(pair, value);
      largest = Math.max(largest, value);
    }
    path.push(largest);
    const found = open.filter((pair) => t[pair]! > critical.get(pair)!);
    proved.push(...found);
    if (found.length === 0 || !stepDown) break;
    open = open.filter((pair) => !(t[pair]! > critical.get(pair)!));
  }
  return { proved, critical, path };
}
