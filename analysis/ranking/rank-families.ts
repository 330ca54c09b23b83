import type { OrderedPairs } from "#analysis/ranking/pair-draws.ts";

/**
 * For whom the confidence level holds: `marginal`, for each estimate's own set of ranks; `simultaneous`, for all
 * sets at once.
 */
export type RankFamily = "marginal" | "simultaneous";

/**
 * The hypotheses "not higher" that are tested together, as ordered pairs (higher, lower).
 *
 * Marginal: one family of 2(k − 1) for each estimate, in order; simultaneous: one family of all k(k − 1).
 * Source: Mogstad, Romano, Shaikh & Wilhelm (2024), Review of Economic Studies 91, 476-518, sections 3.1-3.3.
 */
export function rankFamilies(k: number, family: RankFamily): OrderedPairs[] {
  const all = Array.from({ length: k * k }, (_, pair) => pair).filter((pair) => pair % (k + 1) !== 0);
  if (family === "simultaneous") return [Int32Array.from(all)];
  return Array.from({ length: k }, (_, i) =>
    Int32Array.from(all.filter((pair) => Math.floor(pair / k) === i || pair % k === i)),
  );
}
