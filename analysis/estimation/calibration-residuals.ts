import type { Calibration } from "#analysis/estimation/calibration.ts";

/**
 * Takes from linearised variables what the calibration margins explain: e = u − x′B.
 *
 * B = (Σ d x x′)⁻ Σ d x u with the *base* weights d (not R `rake`'s unweighted cell means). In and out are
 * base-weighted row totals, rows × columns; the caller multiplies by the final factor. O(rows · columns · margins).
 * Source: Deville & Särndal (1992), JASA 87, 376-382; the convention of R survey's `calibrate`.
 *
 * @param values   rows × columns, Σ d u per row
 * @param sumW     Σ d per row
 * @returns        rows × columns, Σ d e per row
 */
export function calibrationResiduals(
  values: Float64Array,
  columns: number,
  sumW: Float64Array,
  calibration: Calibration,
): Float64Array {
  const { margins, offsets, auxiliaries: p, inverse } = calibration;
  const moments = new Float64Array(p * columns);
  for (let row = 0; row < sumW.length; row++) {
    if (sumW[row] === 0) continue;
    for (let m = 0; m < margins.length; m++) {
      const at = (offsets[m]! + margins[m]!.categoryOfRow[row]!) * columns;
      for (let c = 0; c < columns; c++) moments[at + c]! += values[row * columns + c]!;
    }
  }
  const slopes = new Float64Array(p * columns);
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++) {
      const weight = inverse[i * p + j]!;
      for (let c = 0; c < columns; c++) slopes[i * columns + c]! += weight * moments[j * columns + c]!;
    }
  const residuals = Float64Array.from(values);
  for (let row = 0; row < sumW.length; row++) {
    const w = sumW[row]!;
    if (w === 0) continue;
    for (let m = 0; m < margins.length; m++) {
      const at = (offsets[m]! + margins[m]!.categoryOfRow[row]!) * columns;
      for (let c = 0; c < columns; c++) residuals[row * columns + c]! -= w * slopes[at + c]!;
    }
  }
  return residuals;
}
