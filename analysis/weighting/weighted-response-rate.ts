import { DesignError } from "#analysis/design-error.ts";
import type { HouseholdCase } from "#analysis/weighting/household-weights.ts";

/** Response rate of a household sample with base weights 1/π, and the eligible share it assumes of unknown cases. */
export interface WeightedResponseRate {
  /** Σw of eligible over Σw of cases whose eligibility is known. */
  eligibleShare: number;
  rate: number;
}

/**
 * AAPOR's response rate 3 with base weights: respondents / (eligible + e · unknown eligibility).
 *
 * Eligible are respondents and both kinds of nonresponse. O(cases).
 * Source: AAPOR (2023), Standard Definitions, RR3; Valliant, Dever & Kreuter (2018), section 6.2.
 *
 * @throws {DesignError} `no-respondents` if no case is known to be eligible
 */
export function weightedResponseRate(
  cases: readonly Pick<HouseholdCase, "overallPi" | "status">[],
): WeightedResponseRate {
  const sums = { responded: 0, eligible: 0, known: 0, unknown: 0 };
  for (const { overallPi, status } of cases) {
    const weight = 1 / overallPi;
    if (status === "unknown-eligibility") {
      sums.unknown += weight;
      continue;
    }
    sums.known += weight;
    if (status !== "not-eligible") sums.eligible += weight;
    if (status === "respondent") sums.responded += weight;
  }
  if (!(sums.eligible > 0)) throw new DesignError("no-respondents", "no case is known to be eligible");
  const eligibleShare = sums.eligible / sums.known;
  return { eligibleShare, rate: sums.responded / (sums.eligible + eligibleShare * sums.unknown) };
}
