import tCdf from "@stdlib/stats-base-dists-t-cdf";
import { criticalValues, tInterval, type Interval } from "#analysis/estimation/intervals.ts";
import type { Regression } from "#analysis/regression/fit-regression.ts";

/** One coefficient with its test; a row of the table that reports print. */
export interface Coefficient {
  name: string;
  estimate: number;
  se: number;
  t: number;
  /** Two-sided. */
  p: number;
  ci: Interval;
  /** exp of estimate and interval; logistic only. */
  oddsRatio?: { estimate: number; ci: Interval };
}

/**
 * Coefficients with standard errors, t tests and intervals.
 *
 * Source: Korn & Graubard (1999), sections 3.2 and 5.2.
 *
 * @param df     "design" as R survey; "domain" counts only PSUs and strata that hold rows of the fit
 * @throws {DesignError} `no-degrees-of-freedom` where the model has as many coefficients as the design allows
 */
export function coefficientTable(
  fit: Regression,
  level = 0.95,
  df: "design" | "domain" = "design",
): Coefficient[] {
  const degrees = df === "design" ? fit.df : fit.domainDf;
  const critical = criticalValues(level);
  return fit.names.map((name, j) => {
    const estimate = fit.coefficients[j]!;
    const se = Math.sqrt(fit.covariance[j * (fit.names.length + 1)]!);
    const ci = tInterval(estimate, se, degrees, critical);
    const t = estimate / se;
    const row = { name, estimate, se, t, p: 2 * tCdf(-Math.abs(t), degrees), ci };
    if (fit.family === "linear") return row;
    return { ...row, oddsRatio: { estimate: Math.exp(estimate), ci: [Math.exp(ci[0]), Math.exp(ci[1])] } };
  });
}
