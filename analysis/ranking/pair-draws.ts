import { drawNormal, type DrawOptions } from "#analysis/ranking/normal-draws.ts";
import type { PairStatistics } from "#analysis/ranking/pair-statistics.ts";

/** Draws of the centred estimates and of the standard errors that their differences are divided by. */
export interface PairDraws {
  k: number;
  draws: number;
  /** k × draws, one row an estimate: drawn estimates less what they estimate. */
  deviations: Float64Array;
  /** 1/se of each ordered pair: k × k where the same in every draw, else k × k × draws. */
  inverseSe: Float64Array;
  /** "estimated" where each draw has standard errors of its own (a studentised bootstrap). */
  errors: "known" | "estimated";
}

/** Ordered pairs (higher, lower) as numbers higher·k + lower. */
export type OrderedPairs = Int32Array;

/**
 * Draws of normal differences with the full covariance, over their known standard errors.
 *
 * @throws {DesignError} as `drawNormal`
 */
export function normalPairDraws(
  covariance: ArrayLike<number>,
  { k, se }: Pick<PairStatistics, "k" | "se">,
  options: DrawOptions,
): PairDraws {
  const { draws } = options;
  const deviations = drawNormal(covariance, k, options);
  const inverseSe = se.map((value) => (value > 0 ? 1 / value : 0));
  return { k, draws, deviations, inverseSe, errors: "known" };
}
