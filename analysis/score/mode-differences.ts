import { criticalValues, tInterval, type Interval } from "#analysis/estimation/intervals.ts";
import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { Estimate } from "#analysis/score/estimate.ts";
import { isWithheld, orWithheld, type Outcome } from "#analysis/score/withheld.ts";

/** One share less another of an independent sample, in points. */
export interface ShareDifference {
  estimate: number;
  se: number;
  df: number;
  ci: Interval;
}

/**
 * Difference of two shares from independent samples, such as household visits less intercepts: V = V_a + V_b.
 *
 * Two modes ask different people, so a difference is one of populations and of ways of asking together.
 * Source: Satterthwaite (1946); DESIGN 3.
 *
 * @returns withheld where either is, with its reason
 */
export function independentDifference(
  a: Outcome<Estimate>,
  b: Outcome<Estimate>,
  level = 0.95,
): Outcome<ShareDifference> {
  if (isWithheld(a)) return a;
  if (isWithheld(b)) return b;
  return orWithheld(() => {
    const estimate = a.share - b.share;
    const parts = [a, b].map(({ se, df }) => ({ variance: se ** 2, df }));
    const se = Math.sqrt(a.se ** 2 + b.se ** 2);
    const df = satterthwaiteDegrees(parts);
    return { estimate, se, df, ci: tInterval(estimate, se, df, criticalValues(level)) };
  });
}
