import { kendallTau } from "#analysis/ranking/kendall-tau.ts";
import { orWithheld, type Outcome } from "#analysis/score/withheld.ts";

/** How the order of streets under one choice stands to the order under another. */
export interface OrderComparison {
  /** Kendall's τ-b over the streets that both have. */
  tau: Outcome<{ value: number }>;
  /** Streets that both have. */
  compared: number;
  /** Places of pairs that change sides, [the higher before, the higher now]: among those told apart before, and others. */
  swappedApart: [number, number][];
  swappedAlike: number;
  /** Pairs told apart before, of those that both have. */
  apart: number;
}

/**
 * Whether streets keep their order under another choice: τ, and which pairs turn round, told apart or not.
 *
 * A pair of equal figures in either order turns nothing round. O(streets²).
 *
 * @param before  shares, null where withheld
 * @param after   of the same streets
 * @param apart   whether two places were told apart before
 */
export function compareOrders(
  before: readonly (number | null)[],
  after: readonly (number | null)[],
  apart: (a: number, b: number) => boolean,
): OrderComparison {
  const both = [...before.keys()].filter((i) => before[i] !== null && after[i] !== null);
  const tau = orWithheld(() => ({
    value: kendallTau(
      both.map((i) => before[i]!),
      both.map((i) => after[i]!),
    ),
  }));
  const comparison: OrderComparison = {
    ...{ tau, compared: both.length },
    ...{ swappedApart: [], swappedAlike: 0, apart: 0 },
  };
  both.forEach((i, a) =>
    both.slice(0, a).forEach((j) => {
      const told = apart(i, j);
      if (told) comparison.apart++;
      if (!((before[i]! - before[j]!) * (after[i]! - after[j]!) < 0)) return;
      if (!told) comparison.swappedAlike++;
      else comparison.swappedApart.push(before[i]! > before[j]! ? [i, j] : [j, i]);
    }),
  );
  return comparison;
}
