import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";
import { criticalValues, logitInterval, tInterval, type Interval } from "#analysis/estimation/intervals.ts";

/** Symmetric; on the log-odds; Korn-Graubard (Clopper-Pearson at the effective n); Wilson at the effective n. */
export type ProportionIntervalKind = "t" | "logit" | "beta" | "wilson";

/** A proportion in [0, 1] and what its intervals are made from. */
export interface ProportionFigures {
  estimate: number;
  se: number;
  /** Cases. */
  n: number;
  /** Degrees of freedom; Infinity makes Wilson's the normal one. */
  df: number;
}

/**
 * Effective n = p(1 − p)/V, and the same times (t(n − 1)/t(df))², as Korn-Graubard intervals use it.
 *
 * With p of 0 or 1 the design says nothing of it: n itself. Otherwise V = 0, a sample taken whole, makes it infinite.
 *
 * @throws {RangeError} if the level is not between 0 and 1
 */
export function effectiveSize({ estimate: p, se, n, df }: ProportionFigures, level: number) {
  if (!(p > 0 && p < 1)) return { plain: n, adjusted: n };
  const critical = criticalValues(level);
  const plain = (p * (1 - p)) / (se * se);
  return { plain, adjusted: n > 1 ? plain * (critical(n - 1) / critical(df)) ** 2 : plain };
}

/**
 * Two-sided interval of a proportion.
 *
 * Source: Korn & Graubard (1998), Survey Methodology 24, 193-201 (beta); Wilson (1927) with Kish's effective n; Dean &
 * Pagano (2015), JSSAM 3, 484-503, for a comparison.
 *
 * @param truncate  beta: whether the effective n may not exceed n, default true
 * @returns null where the kind has none: logit at 0 or 1, no degrees of freedom
 * @throws {RangeError} if the level is not between 0 and 1
 */
export function proportionInterval(
  kind: ProportionIntervalKind,
  figures: ProportionFigures,
  level: number,
  truncate = true,
): Interval | null {
  const { estimate: p, se, n, df } = figures;
  if (!(df > 0)) return null;
  const critical = criticalValues(level);
  if (kind === "t") return tInterval(p, se, df, critical);
  if (kind === "logit") return p > 0 && p < 1 ? logitInterval(p, se, df, critical) : null;
  const { plain, adjusted } = effectiveSize(figures, level);
  if (kind === "wilson") return wilson(p, plain, critical(df));
  return clopperPearson(p, truncate ? Math.min(n, adjusted) : adjusted, level);
}

/** An effective n beyond this is a variance of rounding errors: the interval is the proportion itself. */
const ENDLESS = 1e20;

function wilson(p: number, n: number, t: number): Interval {
  if (n > ENDLESS) return [p, p];
  const middle = p + (t * t) / (2 * n);
  const reach = t * Math.sqrt((p * (1 - p)) / n + (t * t) / (4 * n * n));
  const shrink = 1 + (t * t) / n;
  return [(middle - reach) / shrink, (middle + reach) / shrink];
}

function clopperPearson(p: number, n: number, level: number): Interval {
  if (n > ENDLESS) return [p, p];
  const tail = (1 - level) / 2;
  const low = p > 0 ? (p < 1 ? betaQuantile(tail, n * p, n * (1 - p) + 1) : tail ** (1 / n)) : 0;
  const high = p < 1 ? (p > 0 ? betaQuantile(1 - tail, n * p + 1, n * (1 - p)) : 1 - tail ** (1 / n)) : 1;
  return [low, high];
}
