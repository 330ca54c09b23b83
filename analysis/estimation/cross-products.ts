/**
 * Adds scale · Σ_k x_ik x_jk for j ≥ i to the upper triangle of a matrix, two columns i and four columns j at a time.
 *
 * What stands below the diagonal is not to be read before `mirror`. O(n · count²). Sums stay in registers over the n
 * values: reading and writing them, not arithmetic, is what a covariance waits for.
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
  let i = 0;
  for (; i + 1 < count; i += 2) {
    const upper = used[i]! * width;
    const lower = used[i + 1]! * width;
    let j = i;
    for (; j + 3 < count; j += 4) {
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      let b0 = 0;
      let b1 = 0;
      let b2 = 0;
      let b3 = 0;
      for (let k = i * n, end = k + n, right = j * n; k < end; k++, right++) {
        const a = x[k]!;
        const b = x[k + n]!;
        const y0 = x[right]!;
        const y1 = x[right + n]!;
        const y2 = x[right + 2 * n]!;
        const y3 = x[right + 3 * n]!;
        a0 += a * y0;
        a1 += a * y1;
        a2 += a * y2;
        a3 += a * y3;
        b0 += b * y0;
        b1 += b * y1;
        b2 += b * y2;
        b3 += b * y3;
      }
      sum[upper + used[j]!]! += scale * a0;
      sum[upper + used[j + 1]!]! += scale * a1;
      sum[upper + used[j + 2]!]! += scale * a2;
      sum[upper + used[j + 3]!]! += scale * a3;
      sum[lower + used[j]!]! += scale * b0;
      sum[lower + used[j + 1]!]! += scale * b1;
      sum[lower + used[j + 2]!]! += scale * b2;
      sum[lower + used[j + 3]!]! += scale * b3;
    }
    for (; j < count; j++) {
      sum[upper + used[j]!]! += scale * product(x, i * n, j * n, n);
      sum[lower + used[j]!]! += scale * product(x, (i + 1) * n, j * n, n);
    }
  }
  if (i < count) sum[used[i]! * width + used[i]!]! += scale * product(x, i * n, i * n, n);
}

function product(x: Float64Array, left: number, right: number, n: number): number {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += x[left + k]! * x[right + k]!;
  return sum;
}

/** Copies a square matrix's upper triangle to the lower one, in blocks that stay in the processor's cache. */
export function mirror(matrix: Float64Array, width: number): void {
  for (let top = 0; top < width; top += BLOCK)
    for (let left = 0; left <= top; left += BLOCK)
      for (let a = top; a < Math.min(top + BLOCK, width); a++)
        for (let b = left; b < Math.min(left + BLOCK, a); b++) matrix[a * width + b] = matrix[b * width + a]!;
}

const BLOCK = 32;
