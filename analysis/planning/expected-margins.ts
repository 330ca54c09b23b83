import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { criticalValues } from "#analysis/estimation/intervals.ts";
import {
  expectedVariance,
  type ExpectedVariance,
  type ModeAssumptions,
  type StreetTake,
} from "#analysis/planning/expected-variance.ts";
import type { Flag } from "#analysis/score/flags.ts";

/** A street before fieldwork: who lives and who passes there, and what is taken of it. */
export interface PlannedStreet {
  /** Residents, for the household estimate of the district. */
  population: number;
  /** Passages at its sites and slots, for the intercept estimate of the district. */
  passages: number;
  household: StreetTake;
  intercept: StreetTake;
}

export interface PlanAssumptions {
  household: ModeAssumptions;
  intercept: ModeAssumptions;
}

/** Half the width of the interval to be expected, in points of 20, with its degrees of freedom. */
export interface ExpectedMargin {
  margin: number;
  df: number;
}

export interface ExpectedDomain {
  household: ExpectedMargin;
  intercept: ExpectedMargin;
  combined: ExpectedMargin;
}

export interface ExpectedStreet extends ExpectedDomain {
  variances: { household: ExpectedVariance; intercept: ExpectedVariance };
  /** Why its estimate would be flagged. */
  flags: Flag[];
}

const FEWEST_PSUS = 5;
const SMALLEST_EFFECTIVE_N = 30;
const WIDEST_HALF_INTERVAL = 1.5;

/**
 * Margins of error to be expected of a plan: for every street and the district, by mode and combined.
 *
 * Street: t·√V with PSUs − strata degrees of freedom; combined V = λ²V_H + (1−λ)²V_I, df by Satterthwaite. District: each
 * mode's V = Σ P_h² V_h with P_h the street's part of the residents or passages, df summed over streets. Flags are those
 * of estimates (`flagsOf`): under 5 PSUs or a Kish effective n under 30 in a mode that is used, or over ±1.5 points.
 *
 * Source: Cochran (1977), section 5.4; Korn & Graubard (1999), chapter 5; Satterthwaite (1946).
 *
 * @param streets  at least one
 * @param lambda   weight of the household share, 0 to 1
 * @throws {RangeError} as `expectedVariance`
 * @throws {DesignError} `no-degrees-of-freedom` if a mode draws a single unit at random in a street
 */
export function expectedMargins(
  streets: readonly PlannedStreet[],
  assumptions: PlanAssumptions,
  lambda: number,
  level = 0.95,
): { streets: ExpectedStreet[]; district: ExpectedDomain } {
  const critical = criticalValues(level);
  const toMargin = ({ variance, df }: Moments): ExpectedMargin => ({
    margin: critical(df) * Math.sqrt(variance),
    df,
  });
  const domain = (household: Moments, intercept: Moments): ExpectedDomain => ({
    household: toMargin(household),
    intercept: toMargin(intercept),
    combined: toMargin(combine(lambda, household, intercept)),
  });
  const expected = streets.map((street): ExpectedStreet => {
    const household = expectedVariance(street.household, assumptions.household);
    const intercept = expectedVariance(street.intercept, assumptions.intercept);
    const margins = domain(momentsOf(household), momentsOf(intercept));
    const used = [...(lambda > 0 ? [household] : []), ...(lambda < 1 ? [intercept] : [])];
    return { ...margins, variances: { household, intercept }, flags: flags(used, margins.combined.margin) };
  });
  const overall = (mode: "household" | "intercept", sizes: readonly number[]) =>
    overStreets(
      expected.map(({ variances }) => variances[mode]),
      sizes,
    );
  return {
    streets: expected,
    district: domain(
      overall(
        "household",
        streets.map(({ population }) => population),
      ),
      overall(
        "intercept",
        streets.map(({ passages }) => passages),
      ),
    ),
  };
}

interface Moments {
  variance: number;
  df: number;
}

const momentsOf = ({ variance, psus, strata }: ExpectedVariance): Moments => ({
  variance,
  df: psus - strata,
});

function combine(lambda: number, household: Moments, intercept: Moments): Moments {
  if (lambda === 1) return household;
  if (lambda === 0) return intercept;
  const parts = [
    { variance: lambda ** 2 * household.variance, df: household.df },
    { variance: (1 - lambda) ** 2 * intercept.variance, df: intercept.df },
  ] as const;
  return { variance: parts[0].variance + parts[1].variance, df: satterthwaiteDegrees(parts) };
}

/** Σ P² V; where no size is known, the streets count alike. */
function overStreets(variances: readonly ExpectedVariance[], sizes: readonly number[]): Moments {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const part = (h: number) => (total > 0 ? sizes[h]! / total : 1 / variances.length);
  return {
    variance: variances.reduce((sum, { variance }, h) => sum + part(h) ** 2 * variance, 0),
    df: variances.reduce((sum, { psus, strata }) => sum + psus - strata, 0),
  };
}

function flags(used: readonly ExpectedVariance[], margin: number): Flag[] {
  const found: Flag[] = [];
  if (used.some(({ psus }) => psus < FEWEST_PSUS)) found.push("few-psus");
  if (used.some(({ kishNeff }) => kishNeff < SMALLEST_EFFECTIVE_N)) found.push("small-effective-n");
  if (margin > WIDEST_HALF_INTERVAL) found.push("wide-interval");
  return found;
}
