import { layOut, type Margin, type NumericAuxiliary } from "#analysis/estimation/calibration.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** What weights are calibrated to: margins, numbers, or both. */
export interface Auxiliaries {
  margins: readonly Margin[];
  numerics?: readonly NumericAuxiliary[];
}

/** Population totals in the order of the auxiliaries. */
export function auxiliaryTotals({ margins, numerics = [] }: Auxiliaries): Float64Array {
  return Float64Array.from([
    ...margins.flatMap(({ totals }) => [...totals]),
    ...numerics.map(({ total }) => total),
  ]);
}

/** Names in the order of the auxiliaries: "margin category" or the number's name. */
export function auxiliaryNames({ margins, numerics = [] }: Auxiliaries): string[] {
  return [
    ...margins.flatMap(({ name, labels }) => labels.map((label) => `${name} ${label}`)),
    ...numerics.map(({ name }) => name),
  ];
}

/** x′λ of every row; 0 where n = 0. O(rows · auxiliary variables). */
export function auxiliaryProduct(
  { n }: WeightedRows,
  { margins, numerics = [] }: Auxiliaries,
  lambda: Float64Array,
): Float64Array {
  const { offsets, auxiliaries } = layOut(margins, numerics);
  const product = new Float64Array(n.length);
  margins.forEach(({ categoryOfRow }, m) => {
    for (let row = 0; row < product.length; row++)
      if (n[row] !== 0) product[row]! += lambda[offsets[m]! + categoryOfRow[row]!]!;
  });
  numerics.forEach(({ valueOfRow }, j) => {
    const slope = lambda[auxiliaries - numerics.length + j]!;
    for (let row = 0; row < product.length; row++)
      if (n[row] !== 0) product[row]! += slope * valueOfRow[row]!;
  });
  return product;
}

/** Σ w x over the rows, w given per row. O(rows · auxiliary variables). */
export function weightedTotals(
  { n }: WeightedRows,
  { margins, numerics = [] }: Auxiliaries,
  weights: Float64Array,
): Float64Array {
  const { offsets, auxiliaries } = layOut(margins, numerics);
  const totals = new Float64Array(auxiliaries);
  margins.forEach(({ categoryOfRow }, m) => {
    for (let row = 0; row < weights.length; row++)
      if (n[row] !== 0) totals[offsets[m]! + categoryOfRow[row]!]! += weights[row]!;
  });
  numerics.forEach(({ valueOfRow }, j) => {
    let sum = 0;
    for (let row = 0; row < weights.length; row++) if (n[row] !== 0) sum += weights[row]! * valueOfRow[row]!;
    totals[auxiliaries - numerics.length + j] = sum;
  });
  return totals;
}
