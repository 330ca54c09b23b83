import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { independentColumns } from "#analysis/weighting/independent-columns.ts";

/** What is left of an auxiliary beside those before it, below this part of it, is rounding in sums over many rows. */
const ROUNDING = 1e-11;

/** A variable whose population totals are known: its category per row (−1 where n = 0) and its totals. */
export interface Margin {
  name: string;
  labels: readonly string[];
  categoryOfRow: Int32Array;
  /** Population per label, in persons. */
  totals: Float64Array;
}

/** A number whose population total is known, the same for all responses of a row; all 1 is the constant. */
export interface NumericAuxiliary {
  name: string;
  valueOfRow: Float64Array;
  total: number;
}

/**
 * The auxiliaries x of calibrated weights, margin indicators first and numbers after them, and a generalised inverse
 * of Σ d x x′ (d the base weights).
 */
export interface Calibration {
  margins: readonly Margin[];
  /** Where each margin's indicators begin among the auxiliaries. */
  offsets: readonly number[];
  /** They follow the margins: number j is auxiliary `auxiliaries − numerics.length + j`. */
  numerics: readonly NumericAuxiliary[];
  auxiliaries: number;
  /** auxiliaries × auxiliaries, row-major. */
  inverse: Float64Array;
}

/**
 * Prepares the regression on the auxiliaries that calibrated variances need.
 *
 * Two margins share the constant, so Σ d x x′ is singular: the auxiliaries that depend on earlier ones are left out, in
 * the correlation form, which no unit of measurement disturbs. Fitted values x′B do not depend on which generalised
 * inverse is used.
 * O(rows · auxiliary variables² + auxiliaries³).
 * Source: Deville & Särndal (1992), JASA 87, section 3; Särndal, Swensson & Wretman (1992), section 7.9.
 *
 * @param margins   each covering every row with responses
 * @param sumW      base weight per row; rows with 0 are left out
 * @param numerics  numbers beside the margins
 */
export function prepareCalibration(
  margins: readonly Margin[],
  sumW: Float64Array,
  numerics: readonly NumericAuxiliary[] = [],
): Calibration {
  const { offsets, auxiliaries } = layOut(margins, numerics);
  const cross = crossProducts(margins, numerics, sumW);
  return { margins, offsets, numerics, auxiliaries, inverse: generalisedInverse(cross, auxiliaries) };
}

/** The inverse over the auxiliaries that do not depend on those before them, in correlation form; 0 for the others. */
function generalisedInverse(cross: Float64Array, p: number): Float64Array {
  const kept = independentColumns(cross, p, ROUNDING);
  const inverse = new Float64Array(p * p);
  if (kept.length === 0) return inverse;
  const scale = kept.map((k) => 1 / Math.sqrt(cross[k * p + k]!));
  const correlations = Matrix.zeros(kept.length, kept.length);
  kept.forEach((row, i) =>
    kept.forEach((column, j) => correlations.set(i, j, cross[row * p + column]! * (scale[i]! * scale[j]!))),
  );
  const solved = new CholeskyDecomposition(correlations).solve(Matrix.eye(kept.length));
  kept.forEach((row, i) =>
    kept.forEach((column, j) => (inverse[row * p + column] = solved.get(i, j) * scale[i]! * scale[j]!)),
  );
  return inverse;
}

/** Where each margin's indicators begin among the auxiliaries, and how many auxiliaries there are. */
export function layOut(
  margins: readonly Margin[],
  numerics: readonly NumericAuxiliary[],
): { offsets: number[]; auxiliaries: number } {
  const offsets: number[] = [];
  let auxiliaries = 0;
  for (const margin of margins) {
    offsets.push(auxiliaries);
    auxiliaries += margin.labels.length;
  }
  return { offsets, auxiliaries: auxiliaries + numerics.length };
}

/** Adds each row's weight where its categories of two margins meet. */
function addPairs(
  cross: Float64Array,
  width: number,
  top: number,
  left: Int32Array,
  side: number,
  right: Int32Array,
  sumW: Float64Array,
): void {
  for (let row = 0; row < sumW.length; row++)
    if (sumW[row] !== 0) cross[(top + left[row]!) * width + side + right[row]!]! += sumW[row]!;
}

/**
 * Σ d x x′ over the rows.
 *
 * @param sumW  d per row; rows with 0 are left out
 * @returns     auxiliaries × auxiliaries, row-major
 */
export function crossProducts(
  margins: readonly Margin[],
  numerics: readonly NumericAuxiliary[],
  sumW: Float64Array,
): Float64Array {
  const { offsets, auxiliaries: p } = layOut(margins, numerics);
  const cross = new Float64Array(p * p);
  const first = p - numerics.length;
  margins.forEach(({ categoryOfRow: left }, a) => {
    for (let b = a; b < margins.length; b++) {
      const [top, side, right] = [offsets[a]!, offsets[b]!, margins[b]!.categoryOfRow];
      addPairs(cross, p, top, left, side, right, sumW);
    }
    numerics.forEach(({ valueOfRow }, j) => {
      for (let row = 0; row < sumW.length; row++)
        if (sumW[row] !== 0)
          cross[(offsets[a]! + left[row]!) * p + first + j]! += sumW[row]! * valueOfRow[row]!;
    });
  });
  numerics.forEach(({ valueOfRow: left }, i) => {
    for (let j = i; j < numerics.length; j++) {
      const right = numerics[j]!.valueOfRow;
      let sum = 0;
      for (let row = 0; row < sumW.length; row++)
        if (sumW[row] !== 0) sum += sumW[row]! * left[row]! * right[row]!;
      cross[(first + i) * p + first + j] = sum;
    }
  });
  for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) cross[i * p + j] = cross[j * p + i]!;
  return cross;
}
