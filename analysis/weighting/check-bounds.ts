import { DesignError } from "#analysis/design-error.ts";
import type { Auxiliaries } from "#analysis/weighting/auxiliary-values.ts";
import type { Bounds } from "#analysis/weighting/distance-functions.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** A total that no factors within the bounds can meet, and how far outside the bounds its mean factor lies. */
interface OutOfReach {
  auxiliary: string;
  needed: number;
  by: number;
}

/** Relative overshoot that counts as rounding. */
const ROUNDING = 1e-12;

/**
 * Refuses bounds that cannot meet a single total, whatever the others: the commonest way for bounds to be too narrow.
 *
 * Names the total that lies furthest outside. O(rows · auxiliary variables). Totals that only contradict the bounds
 * together are found by the calibration itself.
 *
 * @throws {DesignError} `calibration-bounds-infeasible` {auxiliary, needed, low, high, totals}: `needed` is the mean
 *   factor of a category, for a number the ratio of its total to its weighted sum; `totals` how many are out of reach
 */
export function checkBounds(rows: WeightedRows, auxiliaries: Auxiliaries, bounds: Bounds): void {
  const found = [
    ...categoriesOutOfReach(rows, auxiliaries, bounds),
    ...numbersOutOfReach(rows, auxiliaries, bounds),
  ];
  if (found.length === 0) return;
  const { auxiliary, needed } = found.reduce((worst, one) => (one.by > worst.by ? one : worst));
  const [low, high] = bounds;
  throw new DesignError(
    "calibration-bounds-infeasible",
    `${auxiliary} needs a mean factor of ${needed}, outside [${low}, ${high}]`,
    { auxiliary, needed, low, high, totals: found.length },
  );
}

function categoriesOutOfReach(
  { rows, n, sumW }: WeightedRows,
  { margins }: Auxiliaries,
  [low, high]: Bounds,
): OutOfReach[] {
  return margins.flatMap(({ name, labels, categoryOfRow, totals }) => {
    const sums = new Float64Array(labels.length);
    for (let row = 0; row < rows; row++) if (n[row] !== 0) sums[categoryOfRow[row]!]! += sumW[row]!;
    return labels.flatMap((label, k) => {
      const needed = sums[k]! > 0 ? totals[k]! / sums[k]! : 1;
      const inside = sums[k] === 0 || (needed >= low * (1 - ROUNDING) && needed <= high * (1 + ROUNDING));
      return inside
        ? []
        : [{ auxiliary: `${name} ${label}`, needed, by: Math.max(low - needed, needed - high) }];
    });
  });
}

function numbersOutOfReach(
  { rows, n, sumW }: WeightedRows,
  { numerics = [] }: Auxiliaries,
  [low, high]: Bounds,
): OutOfReach[] {
  return numerics.flatMap(({ name, valueOfRow, total }) => {
    let [least, most, sum, size] = [0, 0, 0, 0];
    for (let row = 0; row < rows; row++) {
      if (n[row] === 0 || valueOfRow[row] === 0) continue;
      const value = sumW[row]! * valueOfRow[row]!;
      sum += value;
      size += Math.abs(value);
      least += value * (value > 0 ? low : high);
      most += value * (value > 0 ? high : low);
    }
    const slack = ROUNDING * size;
    if (size === 0 || (total >= least - slack && total <= most + slack)) return [];
    return [{ auxiliary: name, needed: total / sum, by: Math.max(least - total, total - most) / size }];
  });
}
