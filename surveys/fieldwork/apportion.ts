/**
 * Whole numbers in proportion to weights that add up to the total: each gets the whole part of its due, and what is left
 * goes one by one to the largest remainders, ties to the earlier one (Hamilton's method of largest remainders).
 *
 * Nobody is further than one from their due. Weights that are all zero share alike.
 *
 * Source: Balinski & Young (2001), Fair Representation, chapter 3.
 *
 * @param total    whole, at least 0
 * @param weights  at least one; finite, not negative
 * @throws {RangeError} if the total is not a whole number of 0 or more, or there is no weight, or one is negative
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  if (!Number.isInteger(total) || total < 0) throw new RangeError(`cannot share out ${total}`);
  if (weights.length === 0 || weights.some((weight) => !(weight >= 0 && weight < Infinity)))
    throw new RangeError("sharing out requires weights that are not negative");
  const sum = weights.reduce((a, b) => a + b, 0);
  const dues = weights.map((weight) => (sum > 0 ? (total * weight) / sum : total / weights.length));
  const parts = dues.map((due) => Math.floor(due));
  const left = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = dues
    .map((due, i) => ({ i, remainder: due - Math.floor(due) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) parts[i]! += 1;
  return parts;
}
