import { drawNormal, type DrawOptions } from "#analysis/ranking/normal-draws.ts";
import type { PairStatistics } from "#analysis/ranking/pair-statistics.ts";

/** Draws of the centred estimates and of the standard errors that their differences are divided by. */
export interface PairDraws {
  k: number;
  draws: number;
  /** draws × k, row-major: estimates less what they estimate. */
  deviations: Float64Array;
  /** 1/se of each ordered pair: k × k where the same in every draw, else draws × k × k. */
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
  const deviations = drawNormal(covariance, k, options);
  const inverseSe = se.map((value) => (value > 0 ? 1 / value : 0));
  return { k, draws: options.draws, deviations, inverseSe, errors: "known" };
}

/**
 * The largest studentised difference over some ordered pairs, in every draw, in rising order.
 *
 * A pair listed both ways is looked at once, by its absolute difference. A draw whose standard error is 0 counts as
 * infinite unless its difference is 0 too. O(draws · pairs + draws · log draws).
 *
 * @param pairs  at least one
 */
export function sortedMaxima(sample: PairDraws, pairs: OrderedPairs): Float64Array {
  const { k, draws, deviations, inverseSe } = sample;
  const listed = new Set(pairs);
  const turned = (pair: number) => (pair % k) * k + Math.floor(pair / k);
  const kept = pairs.filter((pair) => !(listed.has(turned(pair)) && pair > turned(pair)));
  const first = kept.map((pair) => Math.floor(pair / k));
  const second = kept.map((pair) => pair % k);
  const both = Uint8Array.from(kept, (pair) => (listed.has(turned(pair)) ? 1 : 0));
  const stride = sample.errors === "estimated" ? k * k : 0;
  const maxima = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const at = draw * k;
    const errors = draw * stride;
    let largest = -Infinity;
    for (let p = 0; p < kept.length; p++) {
      let value =
        (deviations[at + first[p]!]! - deviations[at + second[p]!]!) * inverseSe[errors + kept[p]!]!;
      if (both[p] === 1 && value < 0) value = -value;
      if (value > largest) largest = value;
    }
    maxima[draw] = largest;
  }
  return maxima.sort();
}
