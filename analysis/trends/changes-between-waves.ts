import tCdf from "@stdlib/stats-base-dists-t-cdf";
import { DesignError } from "#analysis/design-error.ts";
import { criticalValues, tInterval, type Interval } from "#analysis/estimation/intervals.ts";

/** A later estimate less an earlier one. */
export interface WaveChange {
  estimate: number;
  se: number;
  df: number;
  t: number;
  /** Of no change, two-sided. */
  p: number;
  interval: Interval;
  /** Correlation of the two estimates: above 0, the shared PSUs make the change more certain. */
  correlation: number;
  /** What the SE would be had the waves no PSU in common. */
  seIfIndependent: number;
}

/** Changes with their full covariance, pairs × pairs, row-major. */
export interface WaveChanges {
  changes: WaveChange[];
  covariance: Float64Array;
}

/**
 * Changes between pairs of estimates from stacked waves: V₁₁ + V₂₂ − 2·V₁₂.
 *
 * O(pairs²). Source: Kish (1965), Survey Sampling, section 12.4; Berger & Priam (2016), JRSS A 179, 251-272.
 *
 * @param estimates   one a column, e.g. by wave and street
 * @param covariance  columns × columns, row-major, as `designCovariance` of the stack gives it
 * @param pairs       columns of the earlier and of the later estimate
 * @param df          of every change, or one a pair
 * @throws {DesignError} `no-variation` if an estimate of a pair, or a change, has no variance;
 *   `no-degrees-of-freedom`
 */
export function changesBetweenWaves(
  { estimates, covariance }: { estimates: Float64Array; covariance: Float64Array },
  pairs: readonly (readonly [before: number, after: number])[],
  df: number | readonly number[],
  level = 0.95,
): WaveChanges {
  const k = estimates.length;
  const critical = criticalValues(level);
  const between = (a: number, b: number) => covariance[a * k + b]!;
  const joint = pairs.flatMap(([b1, a1]) =>
    pairs.map(([b2, a2]) => between(a1, a2) + between(b1, b2) - between(a1, b2) - between(b1, a2)),
  );
  const changes = pairs.map(([before, after], pair) => {
    const [first, second] = [between(before, before), between(after, after)];
    const variance = joint[pair * pairs.length + pair]!;
    if (!(first > 0 && second > 0 && variance > 0))
      throw new DesignError("no-variation", "a change between figures without variance has no error", {
        pair,
      });
    const estimate = estimates[after]! - estimates[before]!;
    const se = Math.sqrt(variance);
    const freedom = typeof df === "number" ? df : df[pair]!;
    const interval = tInterval(estimate, se, freedom, critical);
    return {
      estimate,
      se,
      df: freedom,
      t: estimate / se,
      p: 2 * tCdf(-Math.abs(estimate / se), freedom),
      interval,
      correlation: between(before, after) / Math.sqrt(first * second),
      seIfIndependent: Math.sqrt(first + second),
    };
  });
  return { changes, covariance: Float64Array.from(joint) };
}
