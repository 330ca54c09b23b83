/**
 * P-values for many tests at once by Holm: the chance of any false finding among them stays below the level.
 *
 * The s-th smallest of m times (m − s + 1), never below the one before, at most 1. O(m log m).
 * Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70; R's `p.adjust(method = "holm")`.
 *
 * @param p  in [0, 1]
 */
export function holmAdjusted(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  let highest = 0;
  risingOrder(p).forEach((test, s) => {
    highest = Math.max(highest, Math.min(1, (p.length - s) * p[test]!));
    adjusted[test] = highest;
  });
  return adjusted;
}

/**
 * P-values for many tests at once by Benjamini and Hochberg: of what is found at a level, at most that part is expected to
 * be false, if the tests are independent or rise together.
 *
 * The s-th smallest of m times m/s, never above the one after. O(m log m).
 * Source: Benjamini & Hochberg (1995), JRSS B 57, 289-300; Benjamini & Yekutieli (2001), Annals of Statistics 29,
 * 1165-1188; R's `p.adjust(method = "BH")`.
 *
 * @param p  in [0, 1]
 */
export function benjaminiHochbergAdjusted(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  const order = risingOrder(p);
  let lowest = 1;
  for (let s = order.length; s >= 1; s--) {
    const test = order[s - 1]!;
    lowest = Math.min(lowest, (p.length / s) * p[test]!);
    adjusted[test] = lowest;
  }
  return adjusted;
}

function risingOrder(p: readonly number[]): number[] {
  return [...p.keys()].sort((a, b) => p[a]! - p[b]!);
}
