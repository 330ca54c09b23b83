import type { DrawnMaxima } from "#analysis/ranking/drawn-maxima.ts";
import type { PairDraws } from "#analysis/ranking/pair-draws.ts";

/** The largest studentised difference of every draw: among those with each estimate, and among all of them. */
export interface FamilyMaxima {
  own: DrawnMaxima[];
  joint: DrawnMaxima;
}

/**
 * The first step of every rank family at once: a difference is formed once for the families of both its estimates.
 *
 * The same as `drawnMaxima` for each family of `rankFamilies`. O(draws · k²).
 *
 * @param sample  with known standard errors
 */
export function familyMaxima({ k, draws, deviations, inverseSe }: PairDraws): FamilyMaxima {
  const value = new Float64Array(k * draws).fill(-Infinity);
  const pair = new Int32Array(k * draws).fill(-1);
  for (let from = 0; from < draws; from += BLOCK) {
    const count = Math.min(BLOCK, draws - from);
    for (let i = 0; i < k; i++)
      for (let j = i + 1; j < k; j++)
        raiseBoth(value, pair, deviations, i * draws + from, j * draws + from, count, inverseSe[i * k + j]!, i * k + j, j * k + i); // prettier-ignore
  }
  const joint = { value: new Float64Array(draws).fill(-Infinity), pair: new Int32Array(draws).fill(-1) };
  for (let i = 0; i < k; i++) raise(joint.value, joint.pair, value, pair, i * draws);
  const own = Array.from({ length: k }, (_, i) => ({
    value: value.subarray(i * draws, (i + 1) * draws),
    pair: pair.subarray(i * draws, (i + 1) * draws),
  }));
  return { own, joint };
}

/** Draws looked at together, so that they stay in the processor's cache over all pairs. */
const BLOCK = 256;

/** @param turned  the pair the other way round, for draws where the second estimate is the higher one */
function raiseBoth(
  value: Float64Array,
  largest: Int32Array,
  x: Float64Array,
  first: number,
  second: number,
  count: number,
  inverse: number,
  pair: number,
  turned: number,
): void {
  for (let a = first, b = second; a < first + count; a++, b++) {
    const difference = x[a]! - x[b]!;
    const t = Math.abs(difference) * inverse;
    if (t > value[a]!) {
      value[a] = t;
      largest[a] = difference > 0 ? pair : turned;
    }
    if (t > value[b]!) {
      value[b] = t;
      largest[b] = difference > 0 ? pair : turned;
    }
  }
}

function raise(
  value: Float64Array,
  largest: Int32Array,
  others: Float64Array,
  pairs: Int32Array,
  from: number,
): void {
  for (let draw = 0; draw < value.length; draw++)
    if (others[from + draw]! > value[draw]!) {
      value[draw] = others[from + draw]!;
      largest[draw] = pairs[from + draw]!;
    }
}
