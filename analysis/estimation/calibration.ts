import { Matrix, pseudoInverse } from "ml-matrix";

/** A variable whose population totals are known: its category per tally row (−1 where n = 0) and its totals. */
export interface Margin {
  name: string;
  labels: readonly string[];
  categoryOfRow: Int32Array;
  /** Population per label, in persons. */
  totals: Float64Array;
}

/** The margins' indicator variables x and the generalised inverse of Σ d x x′ (d the base weights). */
export interface Calibration {
  margins: readonly Margin[];
  /** Where each margin's indicators begin among the auxiliaries. */
  offsets: readonly number[];
  auxiliaries: number;
  /** auxiliaries × auxiliaries, row-major. */
  inverse: Float64Array;
}

/**
 * Prepares the regression on margin indicators that calibrated variances need.
 *
 * Two margins share the constant, so Σ d x x′ is singular: its Moore-Penrose inverse is taken. Fitted values
 * x′B do not depend on which generalised inverse is used. O(rows · margins² + auxiliaries³).
 * Source: Deville & Särndal (1992), JASA 87, section 3; Särndal, Swensson & Wretman (1992), section 7.9.
 *
 * @param margins  each covering every row with responses
 * @param sumW     base weight per row
 */
export function prepareCalibration(margins: readonly Margin[], sumW: Float64Array): Calibration {
  const offsets: number[] = [];
  let auxiliaries = 0;
  for (const margin of margins) {
    offsets.push(auxiliaries);
    auxiliaries += margin.labels.length;
  }
  const cross = new Float64Array(auxiliaries * auxiliaries);
  margins.forEach(({ categoryOfRow: first }, a) =>
    margins.forEach(({ categoryOfRow: second }, b) => {
      for (let row = 0; row < sumW.length; row++)
        if (sumW[row] !== 0)
          cross[(offsets[a]! + first[row]!) * auxiliaries + offsets[b]! + second[row]!]! += sumW[row]!;
    }),
  );
  const matrix = Matrix.from1DArray(auxiliaries, auxiliaries, cross);
  const inverse = Float64Array.from(pseudoInverse(matrix).to1DArray());
  return { margins, offsets, auxiliaries, inverse };
}
