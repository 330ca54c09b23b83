import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import tCdf from "@stdlib/stats-base-dists-t-cdf";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import type { OrderedPairs } from "#analysis/ranking/pair-draws.ts";
import type { ScaleCache } from "#analysis/ranking/scale-distribution.ts";

/** What pair tests are made of: T of each ordered pair, and its df, or null for normal tests (k × k). */
export interface PairTest {
  t: Float64Array;
  df: Float64Array | null;
  /** Shared by the tests of several families. */
  scales?: ScaleCache;
}

/** Pairs of one family whose first is proved higher, and the critical value last held against each pair. */
export interface FamilyVerdict {
  proved: number[];
  critical: Map<number, number>;
}

/**
 * Each pair against the one-sided quantile at 1 − α/`tests` of t or normal.
 *
 * Bonferroni with `tests` = the family's size; without any correction and two-sided with `tests` = 2.
 */
export function testEachPair(
  { t, df }: PairTest,
  pairs: OrderedPairs,
  alpha: number,
  tests: number,
): FamilyVerdict {
  const critical = new Map<number, number>();
  const normal = normalQuantile(1 - alpha / tests, 0, 1);
  for (const pair of pairs) critical.set(pair, df ? tQuantile(1 - alpha / tests, df[pair]!) : normal);
  return { proved: [...pairs].filter((pair) => t[pair]! > critical.get(pair)!), critical };
}

/**
 * Holm's step-down over one-sided p-values: the s-th smallest of m against α/(m − s + 1), until one fails.
 *
 * O(m log m). Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
 */
export function testByHolm({ t, df }: PairTest, pairs: OrderedPairs, alpha: number): FamilyVerdict {
  const p = (pair: number) => (df ? tCdf(-t[pair]!, df[pair]!) : normalCdf(-t[pair]!, 0, 1));
  const rising = [...pairs].map((pair) => ({ pair, p: p(pair) })).sort((a, b) => a.p - b.p);
  const critical = new Map<number, number>();
  const proved: number[] = [];
  let stopped = false;
  rising.forEach((test, s) => {
    const allowed = alpha / (rising.length - (stopped ? proved.length : s));
    stopped ||= test.p > allowed;
    if (!stopped) proved.push(test.pair);
    const upper = 1 - allowed;
    critical.set(test.pair, df ? tQuantile(upper, df[test.pair]!) : normalQuantile(upper, 0, 1));
  });
  return { proved, critical };
}
