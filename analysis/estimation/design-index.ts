import { DesignError } from "#analysis/design-error.ts";
import { numberPairs } from "#analysis/estimation/number-pairs.ts";
import type { Tally } from "#analysis/tally.ts";

/** Which PSU a tally row belongs to and which stratum a PSU belongs to, numbered from 0. */
export interface DesignIndex {
  psus: number;
  strata: number;
  stratumLabels: readonly string[];
  psuOfRow: Int32Array;
  stratumOfPsu: Int32Array;
  psusInStratum: Int32Array;
}

/**
 * Numbers the PSUs of a tally within their strata: the same PSU label in two strata is two PSUs.
 *
 * O(rows). Rows with n = 0 count, so that a drawn PSU without responses stays in the design.
 *
 * @throws {DesignError} `design-unknown` if a row has no stratum or no PSU
 */
export function indexDesign(tally: Tally): DesignIndex {
  const { rows, stratum, psu, labels } = tally;
  for (let row = 0; row < rows; row++)
    if (stratum[row]! < 0 || psu[row]! < 0)
      throw new DesignError("design-unknown", `tally row ${row} has no stratum or no PSU`, {
        mode: tally.mode,
      });
  const size = { rows, outerSize: labels.stratum.length, innerSize: labels.psu.length };
  const { count: psus, ofRow: psuOfRow, outer: stratumOfPsu } = numberPairs(stratum, psu, size);
  const psusInStratum = new Int32Array(labels.stratum.length);
  for (let number = 0; number < psus; number++) psusInStratum[stratumOfPsu[number]!]!++;
  const strata = psusInStratum.length;
  return { psus, strata, stratumLabels: labels.stratum, psuOfRow, stratumOfPsu, psusInStratum };
}
