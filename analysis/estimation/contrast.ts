import tCdf from "@stdlib/stats-base-dists-t-cdf";
import { DesignError } from "#analysis/design-error.ts";
import { stagedCovariance } from "#analysis/estimation/design-covariance.ts";
import type { Estimates } from "#analysis/estimation/estimate-cells.ts";
import { criticalValues, tInterval, type Interval } from "#analysis/estimation/intervals.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/** A linear combination of estimates and the test that it is zero. */
export interface Contrast {
  estimate: number;
  se: number;
  df: number;
  ci: Interval | null;
  /** estimate / se and its two-sided p value; null without variance or degrees of freedom. */
  t: number | null;
  p: number | null;
}

/**
 * Σ c_k θ_k with variance c′Vc, the covariances between the estimates among it.
 *
 * Source: Särndal, Swensson & Wretman (1992), section 5.5 (linear combinations of estimates).
 *
 * @param coefficients  one a cell, in the order of the cells
 * @param df            default: the design's
 * @throws {DesignError} `contrast-length` if coefficients and cells differ in number
 */
export function contrast(
  { cells, covariance }: Pick<Estimates, "cells" | "covariance">,
  coefficients: ArrayLike<number>,
  { level = 0.95, df = cells[0]?.df ?? 0 }: { level?: number; df?: number } = {},
): Contrast {
  const k = cells.length;
  if (coefficients.length !== k)
    throw new DesignError("contrast-length", `${coefficients.length} coefficients for ${k} estimates`, {
      cells: k,
      coefficients: coefficients.length,
    });
  let estimate = 0;
  let variance = 0;
  for (let a = 0; a < k; a++) {
    if (coefficients[a] === 0) continue;
    estimate += coefficients[a]! * cells[a]!.estimate;
    for (let b = 0; b < k; b++)
      if (coefficients[b] !== 0) variance += coefficients[a]! * coefficients[b]! * covariance[a * k + b]!;
  }
  const se = Math.sqrt(Math.max(0, variance));
  const bearable = df > 0;
  const t = bearable && se > 0 ? estimate / se : null;
  const ci = bearable ? tInterval(estimate, se, df, criticalValues(level)) : null;
  return { estimate, se, df, ci, t, p: t === null ? null : 2 * tCdf(-Math.abs(t), df) };
}

/**
 * Several sets of estimates of one design as one, with the covariances between them.
 *
 * @param parts  estimates made with this very design, in any order and of any kind
 * @throws {DesignError} as `linearisedCovariance`
 */
export function joinEstimates(design: SurveyDesign, ...parts: readonly Estimates[]): Estimates {
  const cells = parts.flatMap((part) => part.cells);
  const columns = cells.length;
  const totals = parts[0]!.totals.map((first, stage) => {
    const units = first.length / parts[0]!.cells.length;
    const joined = new Float64Array(units * columns);
    let offset = 0;
    for (const part of parts) {
      const width = part.cells.length;
      for (let unit = 0; unit < units; unit++)
        joined.set(part.totals[stage]!.subarray(unit * width, (unit + 1) * width), unit * columns + offset);
      offset += width;
    }
    return joined;
  });
  return { cells, covariance: stagedCovariance(totals, columns, design), totals };
}
