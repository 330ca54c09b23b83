import { median } from "simple-statistics";
import { householdMargins, type ControlTotals } from "#analysis/score/household-calibration.ts";
import { oneRowAUnit } from "#analysis/tally/one-row-a-unit.ts";
import type { UnitRow } from "#analysis/tally.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { trimAndCalibrate } from "#analysis/weighting/trim-and-calibrate.ts";
import { trimWeights } from "#analysis/weighting/trim-weights.ts";

/** Responses with trimmed weights, how many were cut, and whether none is left above the cap. */
export interface TrimmedUnits {
  units: UnitRow[];
  trimmed: number;
  capMet: boolean;
}

/** Where the cap and the margins cannot be met together, more rounds change little. */
const ROUNDS = 100;

/**
 * Household weights raked, cut to a multiple of their median and raked again, until both hold.
 *
 * The weights that come back meet the control totals: raking them again changes nothing. Source: Valliant, Dever & Kreuter
 * (2018), section 14.4. O(rounds · units).
 *
 * @param cap  such as 3: no weight above three times the median of the raked weights
 * @throws {DesignError} as `rake`
 */
export function trimHouseholds(units: readonly UnitRow[], totals: ControlTotals, cap: number): TrimmedUnits {
  const tally = oneRowAUnit("household", [], units);
  const { margins } = householdMargins(tally, totals);
  const caps = { upper: cap, unit: "median" } as const;
  const { factor, report } = trimAndCalibrate(tally, (rows) => rake(rows, margins), caps, ROUNDS);
  return {
    units: units.map((unit, row) => ({ ...unit, weight: unit.weight * factor[row]! })),
    trimmed: report.trimmed,
    capMet: report.capsMet,
  };
}

/**
 * Intercept weights cut to a multiple of their median, what was cut spread over the others in proportion.
 *
 * @throws {DesignError} `trim-impossible`
 */
export function trimIntercepts(units: readonly UnitRow[], cap: number): TrimmedUnits {
  const before = Float64Array.from(units, ({ weight }) => weight);
  const upper = cap * median([...before]);
  const { weights, report } = trimWeights(before, { upper, strict: true, spread: "in-proportion" });
  return {
    units: units.map((unit, row) => ({ ...unit, weight: weights[row]! })),
    trimmed: report.trimmed,
    capMet: true,
  };
}
