import { prepareCalibration, type Calibration, type Margin } from "#analysis/estimation/calibration.ts";
import { rake, type RakingReport } from "#analysis/weighting/rake.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import type { Tally } from "#analysis/tally.ts";

/** Population in persons: by street, and by age band and sex ("18-35|female") over all streets. */
export interface ControlTotals {
  street: Readonly<Record<string, number>>;
  ageSex: Readonly<Record<string, number>>;
}

/** What raking the households did. */
export interface HouseholdRaking extends RakingReport {
  /** Streets with residents and without respondents; the age × sex margin is scaled to the other streets. */
  streetsWithoutRespondents: string[];
}

/**
 * Rakes household weights to the margins street and age × sex (city-wide), never to their cells.
 *
 * While a street has no respondents yet, the others are raked to their own totals and to the city's age × sex
 * structure, scaled down to them; figures for all streets together are then withheld elsewhere.
 *
 * @throws {DesignError} as `rake` and `checkMargins`
 */
export function calibrateHouseholds(
  tally: Tally,
  totals: ControlTotals,
): { factor: Float64Array; calibration: Calibration; report: HouseholdRaking } {
  const { margins, missing } = householdMargins(tally, totals);
  const { factor, report } = rake(tally, margins);
  const calibration = prepareCalibration(margins, tally.sumW);
  return { factor, calibration, report: { ...report, streetsWithoutRespondents: missing } };
}

/**
 * The margins that households are raked to: street, and age × sex scaled to the streets that have respondents.
 *
 * @param tally  rows of the design or of single responses
 */
export function householdMargins(
  tally: Tally,
  totals: ControlTotals,
): { margins: Margin[]; missing: string[] } {
  const answered = new Set<string>();
  for (let row = 0; row < tally.rows; row++)
    if (tally.n[row]! > 0 && tally.street[row]! >= 0) answered.add(tally.labels.street[tally.street[row]!]!);
  const missing = Object.keys(totals.street).filter((id) => totals.street[id]! > 0 && !answered.has(id));
  const covered = answered.size > 0 ? shareCovered(totals.street, missing) : 1;
  const street = Object.fromEntries(
    Object.entries(totals.street).filter(([id]) => answered.size === 0 || !missing.includes(id)),
  );
  const ageSex = Object.fromEntries(Object.entries(totals.ageSex).map(([cell, n]) => [cell, n * covered]));
  const margins = [
    tallyMargin(tally, "street", ["street"], street),
    tallyMargin(tally, "ageSex", ["ageBand", "sex"], ageSex),
  ];
  return { margins, missing };
}

function shareCovered(street: Readonly<Record<string, number>>, missing: readonly string[]): number {
  if (missing.length === 0) return 1;
  const total = Object.values(street).reduce((sum, n) => sum + n, 0);
  const left = missing.reduce((sum, id) => sum - street[id]!, total);
  return left / total;
}
