/** A unit that the draw hit: its place in the list that was given, and how often. */
export interface SystematicHit {
  index: number;
  hits: number;
}

/**
 * Systematic sample with probability proportional to size, in the order of the list.
 *
 * The sizes are laid end to end; from a random start every (Σ size / n)-th point is a hit: n hits
 * exactly, and unit i expects n·size_i / Σ size of them. A unit whose expectation is 1 or more is hit every
 * time, perhaps more than once; where that is not wanted take `splitCertainties` first. In a seeded-random
 * order of the list joint probabilities are near those of random-order systematic sampling (Hartley & Rao
 * 1962).
 *
 * Sums of sizes stay whole numbers, so the expectations are exact.  O(units).
 * Source: Särndal, Swensson & Wretman (1992), section 3.6.2; Lohr (2022), chapter 6; Cochran (1977), chapter 9A.
 *
 * @param sizes  whole numbers ≥ 0, at least one above 0
 * @param n      hits to take, ≥ 1
 * @param start  of the first hit as a part of the interval, uniform in [0, 1)
 * @throws {RangeError} if n or the sum of sizes is not a whole number of at least 1
 */
export function systematicPps(sizes: readonly number[], n: number, start: number): SystematicHit[] {
  const total = sumOf(sizes);
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`a draw requires at least 1 hit, not ${n}`);
  if (!Number.isSafeInteger(total) || total < 1) {
    throw new RangeError("a draw requires whole sizes whose sum is at least 1");
  }
  const hits: SystematicHit[] = [];
  let sizeBefore = 0;
  let hitsBefore = 0;
  sizes.forEach((size, index) => {
    sizeBefore += size;
    const hitsUpTo = Math.ceil((n * sizeBefore) / total - start);
    if (hitsUpTo > hitsBefore) hits.push({ index, hits: hitsUpTo - hitsBefore });
    hitsBefore = Math.max(hitsBefore, hitsUpTo);
  });
  return hits;
}

/** The units of a list that are certain to be drawn, and what is left for the random draw. */
export interface CertaintySplit {
  certain: number[];
  rest: number[];
  /** How many of `rest` are drawn. */
  draws: number;
}

/**
 * Sets apart the units that are too large to be drawn at random.
 *
 * Units with n·size / Σ size ≥ 1 are taken out, n is reduced by their number, and the rest is looked at again
 * until none is left: O(units · rounds). One remaining random draw is made two where two units are left for it
 * (and the rest looked at again), because a stratum with a single PSU has no variance.
 * Source: Särndal, Swensson & Wretman (1992), section 3.6.2, where n·x_k > Σx.
 *
 * @param sizes  whole numbers; a unit of size 0 is never drawn
 * @param n      units wanted
 * @returns      indexes into `sizes`, each list in the order given
 */
export function splitCertainties(sizes: readonly number[], n: number): CertaintySplit {
  let rest = sizes.flatMap((size, index) => (size > 0 ? [index] : []));
  const certain: number[] = [];
  let draws = n;
  for (;;) {
    if (draws === 1 && rest.length > 1) draws = 2;
    const total = sumOf(rest.map((index) => sizes[index] ?? 0));
    const tooLarge = rest.filter((index) => draws * (sizes[index] ?? 0) >= total);
    if (tooLarge.length === 0 || draws <= 0) break;
    certain.push(...tooLarge);
    rest = rest.filter((index) => !tooLarge.includes(index));
    draws -= tooLarge.length;
  }
  return rest.length === 0 || draws <= 0
    ? { certain: certain.sort((a, b) => a - b), rest: [], draws: 0 }
    : { certain: certain.sort((a, b) => a - b), rest, draws };
}

function sumOf(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}
