import { kishEffect, type KishEffect } from "#analysis/weighting/kish.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** What an adjustment did to the weights: its factors, and Kish's design effect before and after. */
export interface WeightEffects {
  factor: { min: number; max: number };
  before: KishEffect;
  after: KishEffect;
}

/**
 * Factor range and design effects of an adjustment whose factor is the same within a row. O(rows).
 *
 * @param factor  final over base weight per row; rows with n = 0 are left out
 */
export function weightEffects(rows: WeightedRows, factor: Float64Array): WeightEffects {
  const [base, final] = [
    { n: 0, w: 0, w2: 0 },
    { w: 0, w2: 0 },
  ];
  let min = Infinity;
  let max = -Infinity;
  for (let row = 0; row < rows.rows; row++) {
    if (rows.n[row] === 0) continue;
    const g = factor[row]!;
    min = Math.min(min, g);
    max = Math.max(max, g);
    base.n += rows.n[row]!;
    base.w += rows.sumW[row]!;
    base.w2 += rows.sumW2[row]!;
    final.w += g * rows.sumW[row]!;
    final.w2 += g * g * rows.sumW2[row]!;
  }
  return {
    factor: { min, max },
    before: kishEffect(base.n, base.w, base.w2),
    after: kishEffect(base.n, final.w, final.w2),
  };
}
