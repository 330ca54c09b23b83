import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { DesignError } from "#analysis/design-error.ts";

/** How many draws, from which seed (a 32-bit whole number): the same seed gives the same draws everywhere. */
export interface DrawOptions {
  draws: number;
  seed: number;
}

/**
 * Draws of N(0, V) from a symmetric root of V; V may be singular. O(draws · k² + k³).
 *
 * Source: Golub & Van Loan (2013), section 4.2 (root); Marsaglia & Bray (1964), SIAM Review 6 (normal deviates).
 *
 * @param covariance  V, k × k, row-major
 * @returns           k × draws, one row an estimate
 * @throws {DesignError} `covariance-not-positive` if V has a negative eigenvalue beyond rounding
 */
export function drawNormal(
  covariance: ArrayLike<number>,
  k: number,
  { draws, seed }: DrawOptions,
): Float64Array {
  const root = symmetricRoot(covariance, k);
  const z = normalDeviates(k * draws, seed);
  const result = new Float64Array(k * draws);
  for (let draw = 0; draw < draws; draw++)
    for (let i = 0, cell = 0; i < k; i++) {
      let sum = 0;
      for (let c = 0, at = draw * k; c < k; c++) sum += root[cell++]! * z[at++]!;
      result[i * draws + draw] = sum;
    }
  return result;
}

/** √V = Q √Λ Q′ with eigenvalues that are negative by rounding taken as 0. */
function symmetricRoot(covariance: ArrayLike<number>, k: number): Float64Array {
  if (k === 0) return new Float64Array(0);
  const matrix = Matrix.from1DArray(k, k, Array.from(covariance));
  const { realEigenvalues: values, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const largest = Math.max(...values);
  const least = Math.min(...values);
  if (least < -1e-9 * largest || !(largest >= 0))
    throw new DesignError("covariance-not-positive", `the covariance has the eigenvalue ${least}`, { least });
  const scaled = vectors.clone();
  for (let c = 0; c < k; c++) scaled.mulColumn(c, Math.sqrt(Math.max(0, values[c]!)));
  return Float64Array.from(scaled.mmul(vectors.transpose()).to1DArray());
}

/** Standard normal deviates by the polar method, two at a time. */
function normalDeviates(count: number, seed: number): Float64Array {
  const generator = xoroshiro128plus(seed);
  const deviates = new Float64Array(count + 1); // one more: they come in pairs
  for (let at = 0; at < count; at += 2) {
    let u = 0;
    let v = 0;
    let s = 0;
    do {
      u = 2 * uniformFloat64(generator) - 1;
      v = 2 * uniformFloat64(generator) - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const stretch = Math.sqrt((-2 * Math.log(s)) / s);
    deviates[at] = u * stretch;
    deviates[at + 1] = v * stretch;
  }
  return deviates;
}
