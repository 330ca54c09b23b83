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
  const block = { value: new Float64Array(BLOCK), pair: new Int32Array(BLOCK) };
  const gathered = new Float64Array(count < draws ? k * BLOCK : 0);
  for (let from = 0; from < count; from += BLOCK) {
    const some = again.subarray(from, Math.min(from + BLOCK, count));
    const rows = count < draws ? gather(gathered, sample, some) : { values: sample.deviations, stride: draws, from }; // prettier-ignore
    block.value.fill(-Infinity);
    block.pair.fill(-1);
    for (const one of pairs) {
      const turned = (one % k) * k + Math.trunc(one / k);
      const bothWays = listed[turned] === 1;
      if (!bothWays || one < turned) raiseMaxima(block, sample, rows, one, bothWays ? turned : -1, some);
    }
    for (let at = 0; at < some.length; at++) {
      value[some[at]!] = block.value[at]!;
      pair[some[at]!] = block.pair[at]!;
    }
  }
  return { value, pair };
}

/** Draws looked at together, so that they stay in the processor's cache over all pairs. */
const BLOCK = 256;

/** Deviations of some draws: estimate i's begin at stride·i + from. */
interface BlockRows {
  values: Float64Array;
  stride: number;
  from: number;
}

function gather(values: Float64Array, { k, draws, deviations }: PairDraws, list: Int32Array): BlockRows {
  for (let i = 0; i < k; i++)
    for (let at = 0; at < list.length; at++) values[i * BLOCK + at] = deviations[i * draws + list[at]!]!;
  return { values, stride: BLOCK, from: 0 };
}

/** @param turned  the pair the other way round where both are looked at, else −1 */
function raiseMaxima(
  { value, pair: largest }: DrawnMaxima,
  { k, draws, inverseSe, errors }: PairDraws,
  { values, stride, from }: BlockRows,
  pair: number,
  turned: number,
  list: Int32Array,
): void {
  const higher = Math.trunc(pair / k) * stride + from;
  const lower = (pair % k) * stride + from;
  const known = errors === "known";
  const oneWay = turned < 0;
  const same = known ? inverseSe[pair]! : 0;
  for (let at = 0; at < list.length; at++) {
    const difference = values[higher + at]! - values[lower + at]!;
    const inverse = known ? same : inverseSe[pair * draws + list[at]!]!;
    const t = (oneWay ? difference : Math.abs(difference)) * inverse;
    if (t > value[at]!) {
      value[at] = t;
      largest[at] = oneWay || difference > 0 ? pair : turned;
    }
  }
}
