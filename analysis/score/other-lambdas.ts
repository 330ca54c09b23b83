import { criticalValues, tInterval } from "#analysis/estimation/intervals.ts";
import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { Estimate } from "#analysis/score/estimate.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";

/** Rules by which λ could have been set; sensitivity only, the one fixed before fieldwork stands. */
export const LAMBDA_RULES = ["achieved", "equal", "inverse-variance"] as const;
export type LambdaRule = (typeof LAMBDA_RULES)[number];

/**
 * Households' part of the combined share under another rule: by interviews achieved n_H/(n_H + n_I), equal parts, or the
 * λ of least variance V_I/(V_H + V_I).
 *
 * The first and last follow the answers, so the intervals made with them (λ taken as known) are somewhat too short.
 * Source: Elliott & Haviland (2007), Survey Methodology 33, 211-215; DESIGN 3.
 *
 * @param household  the district's share by household visits
 * @param intercept  and by intercepts
 * @returns          λ in [0, 1]; withheld where a mode is
 */
export function lambdaBy(
  rule: LambdaRule,
  household: Outcome<Estimate>,
  intercept: Outcome<Estimate>,
): Outcome<{ lambda: number }> {
  if (rule === "equal") return { lambda: 0.5 };
  if (isWithheld(household)) return household;
  if (isWithheld(intercept)) return intercept;
  if (rule === "achieved") return { lambda: household.n / (household.n + intercept.n) };
  return { lambda: intercept.se ** 2 / (household.se ** 2 + intercept.se ** 2) };
}

/** A share as far as checks look at it. */
export type MixedShare = Pick<Estimate, "share" | "se" | "df" | "ci">;

/**
 * The combined share at a λ of choice, λH + (1−λ)I with λ²V_H + (1−λ)²V_I and Satterthwaite's df: what `estimateWave` would give.
 *
 * @returns withheld where a mode that is used is
 */
export function shareAtLambda(
  lambda: number,
  household: Outcome<MixedShare>,
  intercept: Outcome<MixedShare>,
  level = 0.95,
): Outcome<MixedShare> {
  if (lambda === 1) return household;
  if (lambda === 0) return intercept;
  if (isWithheld(household)) return household;
  if (isWithheld(intercept)) return intercept;
  const parts = [
    { variance: (lambda * household.se) ** 2, df: household.df },
    { variance: ((1 - lambda) * intercept.se) ** 2, df: intercept.df },
  ];
  const share = lambda * household.share + (1 - lambda) * intercept.share;
  const se = Math.sqrt(parts[0]!.variance + parts[1]!.variance);
  const df = satterthwaiteDegrees(parts);
  return { share, se, df, ci: tInterval(share, se, df, criticalValues(level)) };
}
