import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { crossProducts, layOut } from "#analysis/estimation/calibration.ts";
import {
  auxiliaryProduct,
  auxiliaryTotals,
  weightedTotals,
  type Auxiliaries,
} from "#analysis/weighting/auxiliary-values.ts";
import type { DistanceFunction } from "#analysis/weighting/distance-functions.ts";
import { independentColumns } from "#analysis/weighting/independent-columns.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** Where a search for calibration factors ended. */
export interface CalibrationSolution {
  factor: Float64Array;
  lambda: Float64Array;
  iterations: number;
  /** Per auxiliary, (Σ w x − total) over the total's size. */
  errors: Float64Array;
  maxError: number;
}

/** A point of the dual: its height, its gradient (total − Σ w x) and what is needed for the next step. */
interface Point extends Omit<CalibrationSolution, "iterations"> {
  height: number;
  gradient: Float64Array;
  product: Float64Array;
}

/**
 * Finds λ with Σ d F(x′λ) x = totals by damped Newton steps that climb the concave dual λ′totals − Σ d ∫F(x′λ).
 *
 * Auxiliaries that depend on earlier ones take no part in the steps, but in the errors. Where factors at their bounds
 * leave the Hessian singular, a part of Σ d x x′ is added. Stops without an error when nothing can be gained.
 * O(iterations · (rows · auxiliary variables² + auxiliaries³)).
 * Source: Deville, Särndal & Sautory (1993), JASA 88, section 3; Boyd & Vandenberghe (2004), section 9.5.
 */
export function solveCalibration(
  rows: WeightedRows,
  auxiliaries: Auxiliaries,
  distance: DistanceFunction,
  { tolerance, maxIterations }: { tolerance: number; maxIterations: number },
): CalibrationSolution {
  const { margins, numerics = [] } = auxiliaries;
  const p = layOut(margins, numerics).auxiliaries;
  const totals = auxiliaryTotals(auxiliaries);
  const base = crossProducts(margins, numerics, rows.sumW);
  const kept = independentColumns(base, p);
  const size = totalSizes(rows, auxiliaries, totals);
  const at = (lambda: Float64Array) => pointAt(rows, auxiliaries, distance, totals, size, lambda);
  let point = at(new Float64Array(p));
  let [ridge, iterations] = [0, 0];
  while (point.maxError > tolerance && iterations < maxIterations && ridge < 1e6) {
    iterations++;
    const bend = rows.sumW.map((w, row) => (w === 0 ? 0 : w * distance.slope(point.product[row]!)));
    const step = newtonStep(crossProducts(margins, numerics, bend), base, ridge, kept, p, point.gradient);
    const next = step && climb(at, point, step);
    if (!next) ridge = ridge === 0 ? 1e-9 : ridge * 100;
    else {
      ridge = ridge < 1e-8 ? 0 : ridge / 100;
      point = next;
    }
  }
  return { ...point, iterations };
}

function pointAt(
  rows: WeightedRows,
  auxiliaries: Auxiliaries,
  distance: DistanceFunction,
  totals: Float64Array,
  size: Float64Array,
  lambda: Float64Array,
): Point {
  const product = auxiliaryProduct(rows, auxiliaries, lambda);
  const factor = product.map((u, row) => (rows.n[row] === 0 ? 1 : distance.factor(u)));
  const sums = weightedTotals(rows, auxiliaries, factor.map((g, row) => g * rows.sumW[row]!)); // prettier-ignore
  let height = 0;
  for (let row = 0; row < product.length; row++)
    if (rows.sumW[row] !== 0) height -= rows.sumW[row]! * distance.potential(product[row]!);
  height = totals.reduce((sum, total, k) => sum + total * lambda[k]!, height);
  const gradient = totals.map((total, k) => total - sums[k]!);
  const errors = gradient.map((gap, k) => (size[k]! > 0 ? -gap / size[k]! : 0));
  const maxError = errors.reduce((largest, error) => Math.max(largest, Math.abs(error)), 0);
  return { lambda, product, factor, height, gradient, errors, maxError };
}

/** The larger of |total| and Σ d|x|: a total of about 0 is met relative to what is summed. */
function totalSizes(rows: WeightedRows, { numerics = [] }: Auxiliaries, totals: Float64Array): Float64Array {
  const absolute = numerics.map((one) => ({ ...one, valueOfRow: one.valueOfRow.map(Math.abs) }));
  const sums = weightedTotals(rows, { margins: [], numerics: absolute }, rows.sumW);
  const first = totals.length - numerics.length;
  return totals.map((total, k) => Math.max(Math.abs(total), k < first ? 0 : sums[k - first]!));
}

function newtonStep(
  bend: Float64Array,
  base: Float64Array,
  ridge: number,
  kept: readonly number[],
  p: number,
  gradient: Float64Array,
): Float64Array | null {
  const scale = kept.map((k) => 1 / Math.sqrt(base[k * p + k]!));
  const matrix = Matrix.zeros(kept.length, kept.length);
  kept.forEach((row, i) =>
    kept.forEach((column, j) => {
      const cell = row * p + column;
      matrix.set(i, j, (bend[cell]! + ridge * base[cell]!) * (scale[i]! * scale[j]!));
    }),
  );
  const cholesky = new CholeskyDecomposition(matrix);
  if (!cholesky.isPositiveDefinite()) return null;
  const solved = cholesky.solve(Matrix.columnVector(kept.map((k, i) => gradient[k]! * scale[i]!)));
  const step = new Float64Array(p);
  kept.forEach((k, i) => (step[k] = solved.get(i, 0) * scale[i]!));
  return step.every(Number.isFinite) ? step : null;
}

/** The first point along the step, halved as often as needed, that lies higher or misses less. */
function climb(at: (lambda: Float64Array) => Point, from: Point, step: Float64Array): Point | null {
  const rise = step.reduce((sum, s, k) => sum + s * from.gradient[k]!, 0);
  for (let length = 1; length > 1e-12; length /= 2) {
    const next = at(from.lambda.map((value, k) => value + length * step[k]!));
    if (next.height >= from.height + 1e-4 * length * rise && next.maxError < Infinity) return next;
    if (from.maxError < 1e-6 && next.maxError < 0.9 * from.maxError) return next;
  }
  return null;
}
