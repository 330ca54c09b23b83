import { DesignError } from "#analysis/design-error.ts";

/**
 * From weights of passages to weights of persons: divided by how often the person passes in the period.
 *
 * Someone who passes ten times is ten times as likely to be stopped. A cap keeps the weights of those who say they
 * pass very often from becoming tiny. O(interviews).
 * Source: Karon & Wejnert (2012), Journal of Urban Health 89, 565-586; Lavallée (2007), Indirect Sampling, chapter 2.
 *
 * @param passages   weight in passages per interview
 * @param frequency  passages of the person in the period, per interview
 * @param cap        frequencies count as at most this
 * @throws {DesignError} `frequency-not-positive` {row} (from 1)
 */
export function personWeights(
  passages: Float64Array,
  frequency: ArrayLike<number>,
  cap = Infinity,
): Float64Array {
  return passages.map((weight, row) => {
    const times = frequency[row]!;
    if (!(times > 0))
      throw new DesignError("frequency-not-positive", `row ${row + 1} passes ${times} times`, {
        row: row + 1,
      });
    return weight / Math.min(times, cap);
  });
}

/** Weights with mean 1: the number of responses is their sum. O(weights). */
export function scaleToMeanOne(weights: Float64Array): Float64Array {
  const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
  return weights.map((w) => w / mean);
}
