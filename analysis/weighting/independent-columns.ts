/**
 * Which columns of a positive semidefinite matrix do not depend on those before them.
 *
 * Cholesky's recurrence on the correlation form; a column whose remainder is under `tolerance` is left out.
 * O(columns³). Source: Golub & Van Loan (2013), Matrix Computations, section 4.2.
 *
 * @param cross  columns × columns, row-major
 */
export function independentColumns(cross: Float64Array, columns: number, tolerance = 1e-9): number[] {
  const kept: number[] = [];
  const factors: Float64Array[] = [];
  for (let j = 0; j < columns; j++) {
    const size = Math.sqrt(cross[j * columns + j]!);
    if (!(size > 0)) continue;
    const row = new Float64Array(kept.length + 1);
    let left = 1;
    kept.forEach((k, i) => {
      let value = cross[j * columns + k]! / (size * Math.sqrt(cross[k * columns + k]!));
      for (let m = 0; m < i; m++) value -= row[m]! * factors[i]![m]!;
      row[i] = value / factors[i]![i]!;
      left -= row[i]! * row[i]!;
    });
    if (left <= tolerance) continue;
    row[kept.length] = Math.sqrt(left);
    kept.push(j);
    factors.push(row);
  }
  return kept;
}
