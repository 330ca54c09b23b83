import type { Margin } from "#analysis/estimation/calibration.ts";

/**
 * Raking of a handful of cells and nothing else, for thousands of replicates in a row.
 *
 * The same rounds as `rake` to the same tolerance, without its checks and report.
 * O(cells · margins · rounds). Source: Deming & Stephan (1940).
 *
 * @param sumW  weight per cell; cells with 0 keep the factor 1
 * @returns     factors; null where they are not found in 200 rounds: `rake` then says why
 */
export function rakeCells(
  sumW: Float64Array,
  margins: readonly Margin[],
  tolerance = 1e-12,
): Float64Array | null {
  const weights = sumW.slice();
  const sums = margins.map(({ totals }) => new Float64Array(totals.length));
  let before = Infinity;
  for (let round = 0; round < 200; round++) {
    let error = 0;
    for (let m = 0; m < margins.length; m++) error = Math.max(error, fit(weights, margins[m]!, sums[m]!));
    // The error is of the round before; one more round after it is met only brings the weights nearer.
    if (error <= tolerance || (error >= before && error < 1e-11)) {
      for (let cell = 0; cell < weights.length; cell++)
        weights[cell] = sumW[cell]! > 0 ? weights[cell]! / sumW[cell]! : 1;
      return weights;
    }
    if (!(error < Infinity)) return null;
    before = error;
  }
  return null;
}

/** Brings one margin to its totals; the largest relative error before. Infinity where a category has nobody. */
function fit(weights: Float64Array, { categoryOfRow, totals }: Margin, sums: Float64Array): number {
  sums.fill(0);
  for (let cell = 0; cell < weights.length; cell++) sums[categoryOfRow[cell]!]! += weights[cell]!;
  let error = 0;
  for (let k = 0; k < sums.length; k++) {
    if (totals[k]! > 0 !== sums[k]! > 0) return Infinity;
    if (!(totals[k]! > 0)) continue;
    error = Math.max(error, Math.abs(sums[k]! / totals[k]! - 1));
    sums[k] = totals[k]! / sums[k]!;
  }
  for (let cell = 0; cell < weights.length; cell++) weights[cell]! *= sums[categoryOfRow[cell]!]!;
  return error;
}
