import { DesignError } from "#analysis/design-error.ts";
import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { criticalValues, tInterval, type Interval } from "#analysis/estimation/intervals.ts";
import tCdf from "@stdlib/stats-base-dists-t-cdf";

/** A linear combination of shares, in points, and the two-sided test that it is zero. */
export interface ShareContrast {
  estimate: number;
  se: number;
  df: number;
  t: number;
  p: number;
  ci: Interval;
}

/**
 * Σ c_d · share_d, such as the difference of two streets or age bands, with variance c′Vc.
 *
 * Where no df are given they are Satterthwaite's over the shares' own variances and df, as from independent samples.
 * Points lost and their parts are contrasted the same way. O(domains²).
 * Source: Särndal, Swensson & Wretman (1992), section 5.5; Satterthwaite (1946).
 *
 * @param shares        estimates in points with their df
 * @param covariance    domains², row-major, points²
 * @param coefficients  one a share
 * @throws {DesignError} `no-variation` if the combination has no variance; `no-degrees-of-freedom`
 * @throws {RangeError} if the lengths differ
 */
export function contrastShares(
  shares: readonly { share: number; df: number }[],
  covariance: ArrayLike<number>,
  coefficients: readonly number[],
  { level = 0.95, df }: { level?: number; df?: number } = {},
): ShareContrast {
  const k = shares.length;
  if (coefficients.length !== k || covariance.length !== k * k)
    throw new RangeError(`${k} shares require ${k} coefficients and ${k * k} covariances`);
  let [estimate, variance, scale] = [0, 0, 0];
  for (let a = 0; a < k; a++) {
    estimate += coefficients[a]! * shares[a]!.share;
    for (let b = 0; b < k; b++) variance += coefficients[a]! * coefficients[b]! * covariance[a * k + b]!;
    scale += coefficients[a]! ** 2 * covariance[a * (k + 1)]!;
  }
  if (!(variance > 1e-13 * scale))
    throw new DesignError("no-variation", "the combination has no variance", { estimate });
  const parts = shares
    .map((share, d) => ({ variance: coefficients[d]! ** 2 * covariance[d * (k + 1)]!, df: share.df }))
    .filter((_, d) => coefficients[d] !== 0);
  const degrees = df ?? satterthwaiteDegrees(parts);
  const se = Math.sqrt(variance);
  const t = estimate / se;
  const ci = tInterval(estimate, se, degrees, criticalValues(level));
  return { estimate, se, df: degrees, t, p: 2 * tCdf(-Math.abs(t), degrees), ci };
}
