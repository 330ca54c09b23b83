import { DrawError } from "./draw-error.ts";

/** How far a systematic draw's start moves on, and the units expected in both draws. */
export interface StartShift {
  /** In [0, 1/2]; 0 draws the same units again. */
  shift: number;
  /** Expected number of units drawn both times, when frame and number are the same both times. */
  expectedKept: number;
}

/**
 * The start of a later systematic draw that keeps a stated part of an earlier one's units, in expectation.
 *
 * The units lie end to end, unit i over a stretch of length π_i, always in the order of their permanent random
 * numbers, and a draw with start u hits the points u, u + 1, … A later draw takes u′ = (u + d) mod 1. Unit i is
 * hit both times if u and u + d, both modulo 1, lie in its stretch: a set of starts of length
 * max(0, π_i − d) + max(0, π_i − (1 − d)). Their sum K(d) falls from Σπ at d = 0 to its least at d = 1/2 in
 * straight pieces, so K(d) = part · Σπ is solved exactly; of several solutions the smallest is taken.
 *
 * d depends on the frame, n and the part, never on u. So u′ is uniform in [0, 1) as u is, every π_i stays
 * n·M_i/ΣM, and a chain of waves stays a chain of probability samples. That holds while the sizes do not depend
 * on what was drawn: correct measures of size everywhere or nowhere, not only where the last wave happened to be.
 *
 * Not every part can be had: `part` 1 is d = 0; with units of π over 1/2 some are always met again, and a part
 * below K(1/2)/Σπ gives d = 1/2 and that least. Where frame or n have changed since, the stretches have moved and
 * the expected part is only roughly the one stated; the probabilities stay exact.
 *
 * O(units²). Source: Brewer & Hanif (1983), Sampling with Unequal Probabilities, procedures 1 and 2 (systematic);
 * Ohlsson (1995), Coordination of samples using permanent random numbers, in Cox et al. (eds.), Business Survey
 * Methods, chapter 9; Cotton & Hesse (1992), Co-ordinated selection of stratified samples, Statistics Canada
 * Symposium, on coordinating by transformed permanent numbers.
 *
 * @param pis   inclusion probabilities of the units that are not certain, each in (0, 1)
 * @param part  of them to keep, 0 to 1
 * @throws {DrawError} not-a-part
 */
export function startShift(pis: readonly number[], part: number): StartShift {
  if (!(part >= 0 && part <= 1)) {
    throw new DrawError("not-a-part", `the part to keep must be between 0 and 1, not ${part}`, { part });
  }
  const wanted = part * sumOf(pis);
  const bends = [...new Set([0, 0.5, ...pis, ...pis.map((pi) => 1 - pi)])]
    .filter((bend) => bend >= 0 && bend <= 0.5)
    .sort((a, b) => a - b);
  let before = { shift: 0, expectedKept: expectedKept(pis, 0) };
  if (before.expectedKept <= wanted) return before;
  for (const shift of bends.slice(1)) {
    const here = { shift, expectedKept: expectedKept(pis, shift) };
    if (here.expectedKept <= wanted) {
      const way = (before.expectedKept - wanted) / (before.expectedKept - here.expectedKept);
      return { shift: before.shift + way * (shift - before.shift), expectedKept: wanted };
    }
    before = here;
  }
  return before;
}

/** Expected number of units drawn with both of two starts that are `shift` apart. */
export function expectedKept(pis: readonly number[], shift: number): number {
  return sumOf(pis.map((pi) => Math.max(0, pi - shift) + Math.max(0, pi - (1 - shift))));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
