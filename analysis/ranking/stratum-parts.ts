import type { DesignIndex } from "#analysis/estimation/design-index.ts";
import type { CovariancePart } from "#analysis/ranking/pair-degrees.ts";

/**
 * A design covariance split into its strata, each n_h/(n_h − 1) Σ (z − z̄)(z − z̄)′ with n_h − 1 degrees of freedom.
 *
 * Strata of one PSU have no part. Each stratum's df counts its PSUs, with or without responses.
 * O(psus · k²). Source: Wolter (2007), section 1.4; Satterthwaite (1946).
 *
 * @param totals  psus × k, row-major, from `psuTotals`
 * @param factor  multiplies every part: λ² where the estimates are λ of a combination; 1 unless given
 */
export function stratumParts(
  totals: Float64Array,
  k: number,
  index: Pick<DesignIndex, "psus" | "strata" | "stratumOfPsu" | "psusInStratum">,
  factor = 1,
): CovariancePart[] {
  const psusOf = Array.from({ length: index.strata }, (): number[] => []);
  for (let psu = 0; psu < index.psus; psu++) psusOf[index.stratumOfPsu[psu]!]!.push(psu);
  return psusOf
    .filter((psus) => psus.length > 1)
    .map((psus) => ({ covariance: partOf(totals, k, psus, factor), df: psus.length - 1 }));
}

function partOf(totals: Float64Array, k: number, psus: readonly number[], factor: number): Float64Array {
  const n = psus.length;
  const covariance = new Float64Array(k * k);
  const mean = new Float64Array(k);
  for (const psu of psus) for (let c = 0; c < k; c++) mean[c]! += totals[psu * k + c]! / n;
  const centred = new Float64Array(k);
  for (const psu of psus) {
    for (let c = 0; c < k; c++) centred[c] = totals[psu * k + c]! - mean[c]!;
    for (let a = 0; a < k; a++) {
      const left = (factor * n * centred[a]!) / (n - 1);
      if (left === 0) continue;
      for (let b = 0; b < k; b++) covariance[a * k + b]! += left * centred[b]!;
    }
  }
  return covariance;
}
