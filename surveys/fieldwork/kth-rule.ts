/** How a session stands to the rule that every k-th passer-by is asked. */
export type KthRule = "kept" | "too-few-asked" | "too-many-asked";

/** One person on the way to the counter, and a tenth for taps that were forgotten or made twice. */
const LEEWAY = { persons: 1, part: 0.1 };

/**
 * Compares the number asked with one in k of those who passed.
 *
 * Where the rule is kept, asked × k and passed differ by less than k; up to a tenth more is left for the thumb. Asking
 * more, or fewer, means that somebody chose whom to ask.
 *
 * @param passed    everybody who passed while the session was open
 * @param approached  of them, asked
 * @param interval  k, at least 1
 * @throws {RangeError} if k is under 1
 */
export function kthRule(passed: number, approached: number, interval: number): KthRule {
  if (!(interval >= 1)) throw new RangeError(`the interval must be at least 1, not ${interval}`);
  const due = passed / interval;
  const leeway = Math.max(LEEWAY.persons, LEEWAY.part * due);
  if (approached < due - leeway) return "too-few-asked";
  return approached > due + leeway ? "too-many-asked" : "kept";
}
