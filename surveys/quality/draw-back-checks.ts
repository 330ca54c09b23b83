import { createRandom, deriveSeed } from "../sampling/random.ts";

/** Part of the complete household interviews that are asked about again. */
export const BACK_CHECK_FRACTION = 0.1;
export const ITEMS_ASKED_AGAIN = 3;

/**
 * Whether an interview is one of the random tenth that are called again.
 *
 * It follows from the wave's seed and the interview's id alone, each with its own chance of exactly one tenth: nobody
 * can choose or spare one, and it does not change when others come in (a Bernoulli sample, of varying size).
 * Source: Särndal, Swensson & Wretman (1992), section 3.2.
 *
 * @param seed  of the wave's draw
 */
export function isBackChecked(seed: string, responseId: string): boolean {
  return createRandom(deriveSeed(seed, "back-check", responseId)).uniform() < BACK_CHECK_FRACTION;
}

/**
 * The items that are asked again, in the order in which they were asked: three at random of those answered.
 *
 * @param codes  the interview's, by item; only answered ones (not don't know, not refused) can agree
 * @returns      places of items
 */
export function itemsAskedAgain(
  seed: string,
  responseId: string,
  codes: readonly (number | null)[],
): number[] {
  const answered = codes.flatMap((code, i) => (code !== null && code >= 0 ? [i] : []));
  const { shuffle } = createRandom(deriveSeed(seed, "asked-again", responseId));
  return shuffle(answered)
    .slice(0, ITEMS_ASKED_AGAIN)
    .sort((a, b) => a - b);
}
