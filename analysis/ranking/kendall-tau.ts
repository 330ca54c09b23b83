import { DesignError } from "#analysis/design-error.ts";

/**
 * Kendall's τ-b of two orders: 1 where all pairs stand in the same order, −1 where all are turned round.
 *
 * (concordant − discordant) / √((pairs − ties in a)(pairs − ties in b)). O(k²).
 * Source: Kendall (1945), Biometrika 33, 239-251; R's `cor(method = "kendall")`.
 *
 * @param a  at least two values
 * @param b  as many
 * @throws {RangeError} if the lengths differ
 * @throws {DesignError} `no-variation` if all values of one of them are the same, or there are fewer than two
 */
export function kendallTau(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} values cannot be set beside ${b.length}`);
  let [score, pairsA, pairsB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) {
      const [inA, inB] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)];
      score += inA * inB;
      pairsA += Math.abs(inA);
      pairsB += Math.abs(inB);
    }
  if (pairsA === 0 || pairsB === 0) throw new DesignError("no-variation", "there is no order to compare");
  return score / Math.sqrt(pairsA * pairsB);
}
