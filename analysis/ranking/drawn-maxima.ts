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
  block: DrawnMaxima,
  sample: PairDraws,
  { values, stride, from }: BlockRows,
  pair: number,
  turned: number,
  list: Int32Array,
): void {
  const { k, draws, inverseSe } = sample;
  const higher = Math.trunc(pair / k) * stride + from;
  const lower = (pair % k) * stride + from;
  if (sample.errors === "estimated") {
    const own = inverseSe.subarray(pair * draws, (pair + 1) * draws);
    raiseEstimated(block, values, higher, lower, own, pair, turned, list);
  } else if (turned < 0) raiseOneWay(block, values, higher, lower, inverseSe[pair]!, pair, list.length);
  else raiseBothWays(block, values, higher, lower, inverseSe[pair]!, pair, turned, list.length);
}

// Three loops without a branch that does not change inside them: a page waits for tens of millions of rounds.

function raiseBothWays(
  { value, pair: largest }: DrawnMaxima,
  x: Float64Array,
  higher: number,
  lower: number,
  inverse: number,
  pair: number,
  turned: number,
  count: number,
): void {
  for (let at = 0; at < count; at++) {
    const difference = x[higher + at]! - x[lower + at]!;
    const t = Math.abs(difference) * inverse;
    if (t > value[at]!) {
      value[at] = t;
      largest[at] = difference > 0 ? pair : turned;
    }
  }
}

function raiseOneWay(
  { value, pair: largest }: DrawnMaxima,
  x: Float64Array,
  higher: number,
  lower: number,
  inverse: number,
  pair: number,
  count: number,
): void {
  for (let at = 0; at < count; at++) {
    const t = (x[higher + at]! - x[lower + at]!) * inverse;
    if (t > value[at]!) {
      value[at] = t;
      largest[at] = pair;
    }
  }
}

function raiseEstimated(
  { value, pair: largest }: DrawnMaxima,
  x: Float64Array,
  higher: number,
  lower: number,
  inverseSe: Float64Array,
  pair: number,
  turned: number,
  list: Int32Array,
): void {
  for (let at = 0; at < list.length; at++) {
    const difference = x[higher + at]! - x[lower + at]!;
    const t = (turned < 0 ? difference : Math.abs(difference)) * inverseSe[list[at]!]!;
    if (t > value[at]!) {
      value[at] = t;
      largest[at] = turned < 0 || difference > 0 ? pair : turned;
    }
  }
}
