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
  const drawn = drawNormal(covariance, k, options);
  const deviations = new Float64Array(k * draws);
  for (let draw = 0, cell = 0; draw < draws; draw++)
    for (let i = 0; i < k; i++) deviations[i * draws + draw] = drawn[cell++]!;
  const inverseSe = se.map((value) => (value > 0 ? 1 / value : 0));
  return { k, draws, deviations, inverseSe, errors: "known" };
}

/**
 * The largest studentised difference over some ordered pairs, in every draw.
 *
 * A pair listed both ways is looked at once, by its absolute difference. A draw whose standard error is 0 counts as
 * infinite unless its difference is 0 too. O(draws · pairs).
 *
 * @param pairs  at least one
 */
export function drawnMaxima(sample: PairDraws, pairs: OrderedPairs): Float64Array {
  const { k, draws } = sample;
  const listed = new Set(pairs);
  const turned = (pair: number) => (pair % k) * k + Math.floor(pair / k);
  const kept = pairs.filter((pair) => !(listed.has(turned(pair)) && pair > turned(pair)));
  const maxima = new Float64Array(draws).fill(-Infinity);
  for (let from = 0; from < draws; from += BLOCK) {
    const to = Math.min(from + BLOCK, draws);
    for (const pair of kept) raiseMaxima(maxima, sample, pair, listed.has(turned(pair)), from, to);
  }
  return maxima;
}

/** Draws looked at together, so that they stay in the processor's cache over all pairs. */
const BLOCK = 1024;

function raiseMaxima(
  maxima: Float64Array,
  { k, draws, deviations, inverseSe, errors }: PairDraws,
  pair: number,
  bothWays: boolean,
  from: number,
  to: number,
): void {
  const shift = (Math.floor(pair / k) - (pair % k)) * draws;
  const lower = (pair % k) * draws;
  const known = errors === "known" ? inverseSe[pair]! : 0;
  for (let draw = from; draw < to; draw++) {
    const at = lower + draw;
    const difference = deviations[at + shift]! - deviations[at]!;
    const inverse = errors === "known" ? known : inverseSe[pair * draws + draw]!;
    const value = (bothWays ? Math.abs(difference) : difference) * inverse;
    if (value > maxima[draw]!) maxima[draw] = value;
  }
}
