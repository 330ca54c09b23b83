/**
 * Adds scale · Σ_k x_ik x_jk for j ≥ i to the upper triangle of a matrix, four columns j at a time.
 *
 * O(n · count²). Sums stay in registers over the n values: that, not the arithmetic, is what a covariance waits for.
 *
 * @param sum    width × width, row-major
 * @param used   the matrix's row and column of each of the `count` columns, ascending
 * @param x      count × n, the columns one after another
 */
export function addCrossProducts(
  sum: Float64Array,
  width: number,
  used: Int32Array,
  count: number,
  x: Float64Array,
  n: number,
  scale: number,
): void {
  for (let i = 0; i < count; i++) {
    const at = used[i]! * width;
    const left = i * n;
    let j = i;
    for (; j + 3 < count; j += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = left, right = j * n; k < left + n; k++, right++) {
        const value = x[k]!;
        s0 += value * x[right]!;
        s1 += value * x[right + n]!;
        s2 += value * x[right + 2 * n]!;
        s3 += value * x[right + 3 * n]!;
      }
      sum[at + used[j]!]! += scale * s0;
      sum[at + used[j + 1]!]! += scale * s1;
      sum[at + used[j + 2]!]! += scale * s2;
      sum[at + used[j + 3]!]! += scale * s3;
    }
    for (; j < count; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += x[left + k]! * x[j * n + k]!;
      sum[at + used[j]!]! += scale * s;
    }
  }
}

/** Copies a square matrix's upper triangle to the lower one. */
export function mirror(matrix: Float64Array, width: number): void {
  for (let a = 1; a < width; a++) for (let b = 0; b < a; b++) matrix[a * width + b] = matrix[b * width + a]!;
}
