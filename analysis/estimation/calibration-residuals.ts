import type { Calibration } from "#analysis/estimation/calibration.ts";

/**
 * What the calibration's auxiliaries explain of linearised variables: B = (Σ d x x′)⁻ Σ d x u.
 *
 * With the *base* weights d (not R `rake`'s unweighted cell means); the residual of a calibrated variance is
 * u − x′B. O(rows · columns · auxiliary variables + auxiliaries² · columns).
 * Source: Deville & Särndal (1992), JASA 87, 376-382; the convention of R survey's `calibrate`.
 *
 * @param values  rows × columns, Σ d u per row
 * @param sumW    Σ d per row; rows with 0 are left out
 * @returns       auxiliaries × columns, row-major
 */
export function calibrationSlopes(
  values: Float64Array,
  columns: number,
  sumW: Float64Array,
  calibration: Calibration,
): Float64Array {
  const { margins, offsets, numerics, auxiliaries: p, inverse } = calibration;
  const moments = new Float64Array(p * columns);
  margins.forEach(({ categoryOfRow }, m) =>
    addByCategory(moments, values, columns, categoryOfRow, offsets[m]!, sumW),
  );
  numerics.forEach(({ valueOfRow }, j) => {
    const at = (p - numerics.length + j) * columns;
    for (let row = 0; row < sumW.length; row++)
      if (sumW[row] !== 0)
        for (let c = 0; c < columns; c++) moments[at + c]! += valueOfRow[row]! * values[row * columns + c]!;
  });
  const slopes = new Float64Array(p * columns);
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++) {
      const weight = inverse[i * p + j]!;
      for (let c = 0; c < columns; c++) slopes[i * columns + c]! += weight * moments[j * columns + c]!;
    }
  return slopes;
}

/**
 * Takes Σ w x′B off PSU totals, in place, which makes them totals of residuals (w the final weights).
 *
 * @param totals  psus × columns, row-major
 * @param weights  psuOfRow may number any grouping of the rows; factor is final over base weight, null for 1
 */
export function subtractFitted(
  totals: Float64Array,
  columns: number,
  slopes: Float64Array,
  calibration: Calibration,
  weights: { psuOfRow: Int32Array; sumW: Float64Array; factor: Float64Array | null },
): void {
  const { psuOfRow, sumW, factor } = weights;
  const { margins, offsets, numerics, auxiliaries } = calibration;
  const psus = totals.length / columns;
  margins.forEach(({ categoryOfRow, labels }, m) => {
    const offset = offsets[m]! * columns;
    if (psus * labels.length > sumW.length) {
      for (let row = 0; row < sumW.length; row++) {
        const w = factor ? factor[row]! * sumW[row]! : sumW[row]!;
        if (w !== 0) subtract(totals, slopes, columns, psuOfRow[row]! * columns, offset + categoryOfRow[row]! * columns, w); // prettier-ignore
      }
      return;
    }
    const sums = new Float64Array(psus * labels.length);
    sumByCategory(sums, psuOfRow, categoryOfRow, labels.length, sumW, factor);
    for (let psu = 0, cell = 0; psu < psus; psu++)
      for (let k = 0; k < labels.length; k++)
        subtract(totals, slopes, columns, psu * columns, offset + k * columns, sums[cell++]!);
  });
  numerics.forEach(({ valueOfRow }, j) => {
    const sums = new Float64Array(psus);
    for (let row = 0; row < sumW.length; row++)
      if (sumW[row] !== 0)
        sums[psuOfRow[row]!]! += (factor ? factor[row]! : 1) * sumW[row]! * valueOfRow[row]!;
    const from = (auxiliaries - numerics.length + j) * columns;
    for (let psu = 0; psu < psus; psu++) subtract(totals, slopes, columns, psu * columns, from, sums[psu]!);
  });
}

/** Adds each row's values to its category's among the moments. */
function addByCategory(
  moments: Float64Array,
  values: Float64Array,
  columns: number,
  categoryOfRow: Int32Array,
  offset: number,
  sumW: Float64Array,
): void {
  for (let row = 0; row < sumW.length; row++) {
    if (sumW[row] === 0) continue;
    const at = (offset + categoryOfRow[row]!) * columns;
    for (let c = 0, cell = row * columns; c < columns; c++) moments[at + c]! += values[cell++]!;
  }
}

/** Final weights by PSU and category. */
function sumByCategory(
  sums: Float64Array,
  psuOfRow: Int32Array,
  categoryOfRow: Int32Array,
  categories: number,
  sumW: Float64Array,
  factor: Float64Array | null,
): void {
  for (let row = 0; row < sumW.length; row++)
    if (sumW[row] !== 0)
      sums[psuOfRow[row]! * categories + categoryOfRow[row]!]! +=
        (factor === null ? 1 : factor[row]!) * sumW[row]!;
}

/** Takes `weight` times a row of slopes off a row of totals. */
function subtract(
  totals: Float64Array,
  slopes: Float64Array,
  columns: number,
  to: number,
  from: number,
  weight: number,
): void {
  for (let c = 0; c < columns; c++) totals[to + c]! -= weight * slopes[from + c]!;
}

/**
 * Linearised variables with what the auxiliaries explain taken off, row by row: Σ d (u − x′B).
 *
 * For variances that need more than PSU totals. Without calibration it is the variables themselves.
 *
 * @param values  rows × columns, Σ d u per row
 * @returns       rows × columns, base-weighted as `values`; to be multiplied by the row's factor
 */
export function calibratedResiduals(
  values: Float64Array,
  columns: number,
  sumW: Float64Array,
  calibration: Calibration | null,
): Float64Array {
  if (!calibration) return values;
  const residuals = values.slice();
  const slopes = calibrationSlopes(values, columns, sumW, calibration);
  const psuOfRow = Int32Array.from(sumW, (_, row) => row);
  subtractFitted(residuals, columns, slopes, calibration, { psuOfRow, sumW, factor: null });
  return residuals;
}
