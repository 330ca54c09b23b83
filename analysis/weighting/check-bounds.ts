import { DesignError } from "#analysis/design-error.ts";
import type { Auxiliaries } from "#analysis/weighting/auxiliary-values.ts";
import type { Bounds } from "#analysis/weighting/distance-functions.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/**
 * Refuses bounds that cannot meet a single total, whatever the others: the commonest way for bounds to be too narrow.
 *
 * O(rows · auxiliary variables). Totals that only contradict the bounds together are found by the calibration itself.
 *
 * @throws {DesignError} `calibration-bounds-infeasible` {auxiliary, needed, low, high}: `needed` is the mean factor of
 *   a category, for a number the ratio of its total to its weighted sum
 */
export function checkBounds(
  { rows, n, sumW }: WeightedRows,
  { margins, numerics = [] }: Auxiliaries,
  [low, high]: Bounds,
): void {
  const refuse = (auxiliary: string, needed: number) => {
    throw new DesignError(
      "calibration-bounds-infeasible",
      `${auxiliary} needs a mean factor of ${needed}, outside [${low}, ${high}]`,
      { auxiliary, needed, low, high },
    );
  };
  const slack = 1e-12;
  for (const { name, labels, categoryOfRow, totals } of margins) {
    const sums = new Float64Array(labels.length);
    for (let row = 0; row < rows; row++) if (n[row] !== 0) sums[categoryOfRow[row]!]! += sumW[row]!;
    labels.forEach((label, k) => {
      if (sums[k] === 0) return;
      const needed = totals[k]! / sums[k]!;
      if (needed < low * (1 - slack) || needed > high * (1 + slack)) refuse(`${name} ${label}`, needed);
    });
  }
  for (const { name, valueOfRow, total } of numerics) {
    let [least, most, sum, size] = [0, 0, 0, 0];
    for (let row = 0; row < rows; row++) {
      if (n[row] === 0 || valueOfRow[row] === 0) continue;
      const value = sumW[row]! * valueOfRow[row]!;
      sum += value;
      size += Math.abs(value);
      least += value * (value > 0 ? low : high);
      most += value * (value > 0 ? high : low);
    }
    if (total < least - slack * size || total > most + slack * size) refuse(name, total / sum);
  }
}
