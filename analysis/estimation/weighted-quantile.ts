/** Values in ascending order with the running sums of their weights. */
export interface WeightedOrder {
  values: Float64Array;
  cumulative: Float64Array;
}

/**
 * Sorts values and sums their weights. O(n log n).
 *
 * The running sum is compensated (Neumaier), which stands for the longer numbers R adds in: half of 200 equal weights
 * is exactly 100 of them. R keeps 1/w and takes it back; so does this, or where a share of equal weights is just p the
 * last digit of a weight would choose between two values.
 *
 * @param rows  which rows, each with a value
 */
export function weightedOrder(
  rows: ArrayLike<number> & Iterable<number>,
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
): WeightedOrder {
  const order = Uint32Array.from(rows).sort((a, b) => values[a]! - values[b]!);
  const cumulative = new Float64Array(order.length);
  let sum = 0;
  let lost = 0;
  order.forEach((row, k) => {
    const w = 1 / (1 / weights[row]!);
    const next = sum + w;
    lost += Math.abs(sum) >= Math.abs(w) ? sum - next + w : w - next + sum;
    sum = next;
    cumulative[k] = sum + lost;
  });
  return { values: Float64Array.from(order, (row) => values[row]!), cumulative };
}

/**
 * Quantile by R's "math" rule: the smallest value whose share of the weight, with all below it, reaches p.
 *
 * As in R survey 4.1-1 to the letter, so below the first value's share it is the second value.
 * O(log n). Source: R survey, `oldsvyquantile` and `svyquantile(qrule = "math")`; Hyndman & Fan (1996), type 1.
 *
 * @param p  0 to 1
 */
export function weightedQuantile({ values, cumulative }: WeightedOrder, p: number): number {
  const total = cumulative[cumulative.length - 1]!;
  let low = -1;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (cumulative[middle]! <= p * total) low = middle;
    else high = middle - 1;
  }
  const at = Math.max(0, low);
  const exact = p - cumulative[at]! / total === 0;
  return values[exact ? at : Math.min(at + 1, values.length - 1)]!;
}
