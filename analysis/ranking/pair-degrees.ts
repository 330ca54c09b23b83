/** One independent part of a covariance (a stratum, or one street's sample in one mode) and its df. */
export interface CovariancePart {
  /** k × k, row-major. */
  covariance: ArrayLike<number>;
  df: number;
}

/**
 * Satterthwaite's df of every difference, V_ij² / Σ_p V_p,ij²/df_p with V_p,ij = V_p,ii + V_p,jj − 2 V_p,ij.
 *
 * Parts are independent and add up to the covariance: the strata of the design (`stratumParts`), of both modes
 * where they are combined (each already times λ² or (1−λ)²). O(parts · k²).
 * Source: Satterthwaite (1946), Biometrics Bulletin 2, 110-114; per pair as Hasler & Hothorn (2008).
 *
 * @returns k × k, row-major; diagonal, and pairs without variance, 0
 */
export function pairDegrees(parts: readonly CovariancePart[], k: number): Float64Array {
  const sum = new Float64Array(k * k);
  const weighted = new Float64Array(k * k);
  for (const { covariance: v, df } of parts)
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) {
        if (i === j) continue;
        const part = v[i * k + i]! + v[j * k + j]! - v[i * k + j]! - v[j * k + i]!;
        sum[i * k + j]! += part;
        if (part > 0) weighted[i * k + j]! += (part * part) / df;
      }
  return sum.map((total, pair) => (weighted[pair]! > 0 ? (total * total) / weighted[pair]! : 0));
}

/**
 * The same from published figures alone: variances and df of the estimates, taken as from independent samples.
 *
 * (V_i + V_j)² / (V_i²/df_i + V_j²/df_j). O(k²).
 * Source: Welch (1947), Biometrika 34, 28-35.
 *
 * @param variances  k
 * @param df         k, of each estimate
 */
export function pairDegreesOfStreets(variances: ArrayLike<number>, df: ArrayLike<number>): Float64Array {
  const k = variances.length;
  const degrees = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      if (i === j) continue;
      const [a, b] = [variances[i]!, variances[j]!];
      const weighted = (a * a) / df[i]! + (b * b) / df[j]!;
      degrees[i * k + j] = weighted > 0 ? (a + b) ** 2 / weighted : 0;
    }
  return degrees;
}
