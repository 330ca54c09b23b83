import type { DesignIndex } from "#analysis/estimation/design-index.ts";
import type { Domain } from "#analysis/estimation/domains.ts";

/**
 * The first stratum of a single PSU that has a part in a domain's variance, or null where none has.
 *
 * Without calibration only the strata that hold the domain's responses have a part in it; with calibration,
 * whose residuals reach every stratum, all have.
 */
export function lonelyStratum(index: DesignIndex, domain: Domain, calibrated: boolean): string | null {
  const strata = calibrated
    ? index.psusInStratum.keys()
    : Array.from(domain.rows, (row) => index.stratumOfPsu[index.psuOfRow[row]!]!);
  for (const stratum of strata) if (index.psusInStratum[stratum] === 1) return index.stratumLabels[stratum]!;
  return null;
}
