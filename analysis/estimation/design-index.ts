import { DesignError } from "#analysis/design-error.ts";
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
  const psuOfRow = new Int32Array(tally.rows);
  const stratumOfPsu: number[] = [];
  const psusInStratum = new Int32Array(tally.labels.stratum.length);
  const numberOf = new Map<number, number>();
  const psuLabels = tally.labels.psu.length;
  for (let row = 0; row < tally.rows; row++) {
    const stratum = tally.stratum[row]!;
    const psu = tally.psu[row]!;
    if (stratum < 0 || psu < 0)
      throw new DesignError("design-unknown", `tally row ${row} has no stratum or no PSU`, {
        mode: tally.mode,
      });
    const key = stratum * psuLabels + psu;
    let number = numberOf.get(key);
    if (number === undefined) {
      number = stratumOfPsu.length;
      numberOf.set(key, number);
      stratumOfPsu.push(stratum);
      psusInStratum[stratum]!++;
    }
    psuOfRow[row] = number;
  }
  return {
    psus: stratumOfPsu.length,
    strata: psusInStratum.length,
    stratumLabels: tally.labels.stratum,
    psuOfRow,
    stratumOfPsu: Int32Array.from(stratumOfPsu),
    psusInStratum,
  };
}
