import type { OwnShares } from "#analysis/score/design-effect.ts";

/**
 * A share and what its interval, design effect and combination with another mode need.
 * Points of 20 and points²; the satisfaction rate in [0, 1].
 */
export interface ShareMoments {
  share: number;
  variance: number;
  df: number;
  n: number;
  kishNeff: number;
  /** Smallest effective n and number of active PSUs among the modes used. */
  smallestKishNeff: number;
  fewestPsus: number;
  ownShares: OwnShares;
  satisfaction: { estimate: number; variance: number; df: number };
}

/** An item's mean score R in [0, 1], over all streets. */
export interface ItemMoments {
  score: number;
  variance: number;
  df: number;
  /** Substantive answers. */
  answered: number;
  /** Weighted fraction of "don't know" among substantive answers and "don't know". */
  dontKnow: number;
}

/** Variances below this are rounding: everyone gave the same answers. */
export const NO_VARIATION = 1e-20;
