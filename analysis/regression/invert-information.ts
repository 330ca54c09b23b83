import { EigenvalueDecomposition, inverse, Matrix } from "ml-matrix";
import { DesignError } from "#analysis/design-error.ts";

/** Smallest eigenvalue of the scaled matrix that still counts as of full rank. */
const SINGULAR = 1e-12;

/**
 * Inverse of a symmetric positive definite matrix Σ v x x′, scaled to a unit diagonal first.
 *
 * O(p³).
 *
 * @param information  p × p, row-major
 * @param names        of the p regressors
 * @throws {DesignError} `collinear`, naming a regressor that the others determine, or that is 0 throughout
 */
export function invertInformation(information: Float64Array, names: readonly string[]): Float64Array {
  const p = names.length;
  const scale = Float64Array.from(names, (_, j) => 1 / Math.sqrt(information[j * p + j]!));
  const empty = scale.findIndex((s) => !(s > 0 && s < Infinity));
  if (empty >= 0) throw collinear(names[empty]!);
  const scaled = Matrix.from1DArray(
    p,
    p,
    information.map((value, cell) => value * scale[Math.floor(cell / p)]! * scale[cell % p]!),
  );
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(scaled, {
    assumeSymmetric: true,
  });
  const least = realEigenvalues.indexOf(Math.min(...realEigenvalues));
  if (!(realEigenvalues[least]! > SINGULAR)) {
    const part = eigenvectorMatrix.getColumn(least).map(Math.abs);
    const largest = Math.max(...part);
    throw collinear(names[part.map((value) => value > largest / 2).lastIndexOf(true)]!);
  }
  const inverted = inverse(scaled);
  return Float64Array.from(information, (_, cell) => {
    const [i, j] = [Math.floor(cell / p), cell % p];
    return scale[i]! * scale[j]! * 0.5 * (inverted.get(i, j) + inverted.get(j, i));
  });
}

function collinear(regressor: string): DesignError {
  return new DesignError("collinear", `${regressor} is determined by the other regressors`, { regressor });
}
