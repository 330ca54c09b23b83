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
  const z = normalDeviates(k * draws, seed, 3 * k);
  const result = new Float64Array(k * draws);
  for (let draw = 0; draw < draws; draw += 4) multiplyFour(result, root, z, k, draws, draw);
  return result;
}

/** √V z of four draws (fewer at the end), so that a row of the root is read once for all of them. */
function multiplyFour(
  result: Float64Array,
  root: Float64Array,
  z: Float64Array,
  k: number,
  draws: number,
  draw: number,
): void {
  for (let i = 0, cell = 0; i < k; i++) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let at = draw * k, end = at + k; at < end; at++) {
      const r = root[cell++]!;
      a += r * z[at]!;
      b += r * z[at + k]!;
      c += r * z[at + 2 * k]!;
      d += r * z[at + 3 * k]!;
    }
    const to = i * draws + draw;
    result[to] = a;
    if (draw + 1 < draws) result[to + 1] = b;
    if (draw + 2 < draws) result[to + 2] = c;
    if (draw + 3 < draws) result[to + 3] = d;
  }
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

/** Standard normal deviates by the polar method, two at a time; `spare` zeros follow them. */
function normalDeviates(count: number, seed: number, spare: number): Float64Array {
  const generator = xoroshiro128plus(seed);
  const deviates = new Float64Array(count + 1 + spare); // one more: they come in pairs
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
