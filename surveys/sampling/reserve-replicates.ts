import { DrawError } from "./draw-error.ts";

/** Dwellings kept back in every drawn community: so many random subsamples of so many dwellings. */
export interface Reserve {
  replicates: number;
  dwellingsPerCommunity: number;
}

/**
 * Dwellings of each reserve replicate in a community that has `left` beyond the main part: as planned, and the
 * last ones short where too few are left.
 *
 * @throws {DrawError} no-reserve unless both numbers are whole and at least 1, or 0 replicates
 */
export function reserveSizes(reserve: Reserve | undefined, left: number): number[] {
  if (!reserve || reserve.replicates === 0) return [];
  const { replicates, dwellingsPerCommunity: each } = reserve;
  if (![replicates, each].every((number) => Number.isSafeInteger(number) && number >= 1)) {
    throw new DrawError(
      "no-reserve",
      `a reserve needs whole numbers of at least 1, not ${replicates} replicates of ${each} dwellings`,
      { replicates, dwellingsPerCommunity: each },
    );
  }
  return Array.from({ length: replicates }, (_, i) => Math.max(0, Math.min(each, left - i * each)));
}

/**
 * The probability of each released dwelling to have been drawn and released: π_community × released / listed.
 *
 * Main part and replicates are disjoint random subsamples of one draw, so the chance of being in either of those
 * released is the sum of their chances, and all released dwellings of a community share it. It holds for releases
 * that do not look at which dwellings a replicate holds: whole, by street, in the order of their numbers.
 *
 * O(units). Source: Cochran (1977), chapter 13, and Lohr (2022), section 9.2, on random subsamples of one sample.
 *
 * @param units  all released dwellings, each with the probability of its own replicate
 * @returns      probabilities in the order of `units`
 */
export function releasedProbabilities(
  units: readonly { communityId: string; replicate: number; overallPi: number }[],
): number[] {
  const byCommunity = new Map<string, Map<number, number>>();
  for (const { communityId, replicate, overallPi } of units) {
    const ofReplicates = byCommunity.get(communityId) ?? new Map<number, number>();
    byCommunity.set(communityId, ofReplicates.set(replicate, overallPi));
  }
  const released = new Map(
    [...byCommunity].map(([id, pis]) => [id, [...pis.values()].reduce((sum, pi) => sum + pi, 0)]),
  );
  return units.map(({ communityId }) => released.get(communityId) ?? 0);
}
