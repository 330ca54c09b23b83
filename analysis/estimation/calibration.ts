import { Matrix, pseudoInverse } from "ml-matrix";

/** Singular values of the correlation form below this are rounding in sums over many rows. */
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
 * Two margins share the constant, so Σ d x x′ is singular: the Moore-Penrose inverse of its correlation form is
 * taken, which no unit of measurement disturbs. Fitted values x′B do not depend on which generalised inverse is used.
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
  const scale = Float64Array.from({ length: auxiliaries }, (_, i) => {
    const square = cross[i * auxiliaries + i]!;
    return square > 0 ? 1 / Math.sqrt(square) : 1;
  });
  const rescale = (value: number, cell: number) =>
    value * scale[Math.trunc(cell / auxiliaries)]! * scale[cell % auxiliaries]!;
  const correlations = Matrix.from1DArray(auxiliaries, auxiliaries, cross.map(rescale));
  const inverse = Float64Array.from(pseudoInverse(correlations, ROUNDING).to1DArray()).map(rescale);
  return { margins, offsets, numerics, auxiliaries, inverse };
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
      for (let row = 0; row < sumW.length; row++)
        if (sumW[row] !== 0) cross[(top + left[row]!) * p + side + right[row]!]! += sumW[row]!;
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
