import { DesignError } from "#analysis/design-error.ts";
import type { Margin } from "#analysis/estimation/calibration.ts";
import type { Tally } from "#analysis/tally.ts";
import { checkMargins } from "#analysis/weighting/check-margins.ts";
import { kishEffect, type KishEffect } from "#analysis/weighting/kish.ts";

export interface RakingReport {
  margins: string[];
  iterations: number;
  /** Largest |weighted / population − 1| over all categories, after raking. */
  maxMarginError: number;
  factor: { min: number; max: number };
  before: KishEffect;
  after: KishEffect;
}

export interface RakingOptions {
  /** Stop when every margin is met to this relative error. */
  tolerance?: number;
  maxIterations?: number;
}

/**
 * Rakes a tally's weights to population margins by iterative proportional fitting.
 *
 * The factor depends on the row's categories only, so it is the same for every response in a row. Scale of the
 * weights does not matter. O(rows · margins · iterations).
 * Source: Deming & Stephan (1940), Annals of Mathematical Statistics 11, 427-444; Deville, Särndal & Sautory (1993), JASA 88, 1013-1020.
 *
 * @param margins  population totals in persons, all with the same sum
 * @returns        final over base weight per tally row (1 where n = 0), and what was done
 * @throws {DesignError} as `checkMargins`; `raking-did-not-converge` if the margins cannot be met together
 */
export function rake(
  tally: Pick<Tally, "rows" | "n" | "sumW" | "sumW2">,
  margins: readonly Margin[],
  options: RakingOptions = {},
): { factor: Float64Array; report: RakingReport } {
  const { tolerance = 1e-12, maxIterations = 1000 } = options;
  checkMargins(tally, margins);
  const factor = new Float64Array(tally.rows).fill(1);
  const sums = margins.map((margin) => new Float64Array(margin.labels.length));
  let iterations = 0;
  let error = Infinity;
  while (error > tolerance) {
    if (iterations === maxIterations)
      throw new DesignError(
        "raking-did-not-converge",
        `margins missed by ${error} after ${iterations} rounds`,
        {
          iterations,
          error,
        },
      );
    iterations++;
    margins.forEach((margin, m) => fit(tally, margin, factor, sums[m]!));
    const before = error;
    error = largestError(tally, margins, factor, sums);
    if (error >= before && error < 1e-10) break;
  }
  return {
    factor,
    report: {
      margins: margins.map((m) => m.name),
      iterations,
      maxMarginError: error,
      ...effects(tally, factor),
    },
  };
}

type Weights = Pick<Tally, "rows" | "n" | "sumW" | "sumW2">;

function fit(tally: Weights, margin: Margin, factor: Float64Array, sums: Float64Array): void {
  weighted(tally, margin, factor, sums);
  for (let k = 0; k < sums.length; k++) sums[k] = sums[k]! > 0 ? margin.totals[k]! / sums[k]! : 1;
  for (let row = 0; row < tally.rows; row++)
    if (tally.sumW[row]! > 0) factor[row]! *= sums[margin.categoryOfRow[row]!]!;
}

function largestError(
  tally: Weights,
  margins: readonly Margin[],
  factor: Float64Array,
  sums: Float64Array[],
): number {
  let largest = 0;
  margins.forEach((margin, m) => {
    const sum = sums[m]!;
    weighted(tally, margin, factor, sum);
    for (let k = 0; k < sum.length; k++)
      if (margin.totals[k]! > 0) largest = Math.max(largest, Math.abs(sum[k]! / margin.totals[k]! - 1));
  });
  return largest;
}

function weighted(tally: Weights, margin: Margin, factor: Float64Array, sums: Float64Array): void {
  sums.fill(0);
  for (let row = 0; row < tally.rows; row++)
    if (tally.sumW[row]! > 0) sums[margin.categoryOfRow[row]!]! += factor[row]! * tally.sumW[row]!;
}

function effects(tally: Weights, factor: Float64Array): Pick<RakingReport, "factor" | "before" | "after"> {
  const [base, final] = [
    { n: 0, w: 0, w2: 0 },
    { w: 0, w2: 0 },
  ];
  let min = Infinity;
  let max = 0;
  for (let row = 0; row < tally.rows; row++) {
    if (tally.n[row] === 0) continue;
    const g = factor[row]!;
    min = Math.min(min, g);
    max = Math.max(max, g);
    base.n += tally.n[row]!;
    base.w += tally.sumW[row]!;
    base.w2 += tally.sumW2[row]!;
    final.w += g * tally.sumW[row]!;
    final.w2 += g * g * tally.sumW2[row]!;
  }
  return {
    factor: { min, max },
    before: kishEffect(base.n, base.w, base.w2),
    after: kishEffect(base.n, final.w, final.w2),
  };
}
