import type { OrderedPairs, PairDraws } from "#analysis/ranking/pair-draws.ts";

/** The largest studentised difference in every draw, and the ordered pair whose it is (−1 before any was looked at). */
export interface DrawnMaxima {
  value: Float64Array;
  pair: Int32Array;
}

/**
 * The largest studentised difference over some ordered pairs, in every draw.
 *
 * A pair listed both ways is looked at once, by its absolute difference. A draw whose standard error is 0 counts as
 * infinite unless its difference is 0 too. O(draws · pairs).
 *
 * @param pairs   at least one
 * @param before  the maxima over these pairs and others; only draws where one of the others was the largest are then
 *   looked at again
 */
export function drawnMaxima(sample: PairDraws, pairs: OrderedPairs, before?: DrawnMaxima): DrawnMaxima {
  const { k, draws } = sample;
  const listed = new Uint8Array(k * k);
  for (const pair of pairs) listed[pair] = 1;
  const value = before?.value.slice() ?? new Float64Array(draws);
  const pair = before?.pair.slice() ?? new Int32Array(draws).fill(-1);
  const again = new Int32Array(draws);
  let count = 0;
  for (let draw = 0; draw < draws; draw++)
    if (pair[draw]! < 0 || listed[pair[draw]!] === 0) again[count++] = draw;
  for (let k = 0; k < count; k++) value[again[k]!] = -Infinity;
  for (let from = 0; from < count; from += BLOCK) {
    const some = again.subarray(from, Math.min(from + BLOCK, count));
    for (const one of pairs) {
      const turned = (one % k) * k + Math.trunc(one / k);
      const bothWays = listed[turned] === 1;
      if (!bothWays || one < turned) raiseMaxima(value, pair, sample, one, bothWays ? turned : -1, some);
    }
  }
  return { value, pair };
}

/** Draws looked at together, so that they stay in the processor's cache over all pairs. */
const BLOCK = 1024;

function raiseMaxima(
  value: Float64Array,
  largest: Int32Array,
  { k, draws, deviations, inverseSe, errors }: PairDraws,
  pair: number,
  turned: number,
  list: Int32Array,
): void {
  const lower = (pair % k) * draws;
  const shift = Math.trunc(pair / k) * draws - lower;
  const known = errors === "known" ? inverseSe[pair]! : 0;
  for (let at = 0; at < list.length; at++) {
    const draw = list[at]!;
    const difference = deviations[lower + draw + shift]! - deviations[lower + draw]!;
    const inverse = errors === "known" ? known : inverseSe[pair * draws + draw]!;
    const t = (turned < 0 ? difference : Math.abs(difference)) * inverse;
    if (t > value[draw]!) {
      value[draw] = t;
      largest[draw] = turned < 0 || difference > 0 ? pair : turned;
    }
  }
}
