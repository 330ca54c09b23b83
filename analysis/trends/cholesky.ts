/**
 * The lower triangle L with LL′ = A of a symmetric matrix, or null where A is not positive definite. O(size³).
 *
 * @param a  size × size, row-major
 */
export function choleskyOf(a: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let rest = a[i * size + j]!;
      for (let k = 0; k < j; k++) rest -= lower[i * size + k]! * lower[j * size + k]!;
      if (i > j) lower[i * size + j] = rest / lower[j * size + j]!;
      else if (rest > 0) lower[i * size + i] = Math.sqrt(rest);
      else return null;
    }
  return lower;
}

/** L⁻¹b. The first `count` entries of it rest on the first `count` of b only. O(count²). */
export function solveLower(
  lower: Float64Array,
  size: number,
  b: ArrayLike<number>,
  count = size,
): Float64Array {
  const x = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let rest = b[i]!;
    for (let k = 0; k < i; k++) rest -= lower[i * size + k]! * x[k]!;
    x[i] = rest / lower[i * size + i]!;
  }
  return x;
}

/** Σ a·b over the first `count` entries. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>, count = a.length): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[k]! * b[k]!;
  return sum;
}
