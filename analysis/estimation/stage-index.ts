import { DesignError } from "#analysis/design-error.ts";
import type { DesignIndex } from "#analysis/estimation/design-index.ts";

/** N per stratum of a stage, and the sampling fraction n/N. */
export interface StageFraction {
  size: Float64Array;
  fraction: Float64Array;
}

/**
 * Sampling fractions of a stage from population sizes given row by row. O(rows).
 *
 * @param sizes  N of the row's stratum (first stage) or of its unit of the stage before; Infinity: no correction
 * @param stage  from 1, for the message
 * @throws {DesignError} `fpc-varies` if N differs within a stratum, `fpc-too-small` if N < n or N is not a number;
 *   details: `stage`, `stratum`, `row` from 1
 */
export function stageFraction(index: DesignIndex, sizes: Float64Array, stage: number): StageFraction {
  const size = new Float64Array(index.strata).fill(Number.NaN);
  for (let row = 0; row < sizes.length; row++) {
    const stratum = index.stratumOfPsu[index.psuOfRow[row]!]!;
    const known = size[stratum]!;
    const given = sizes[row]!;
    if (given === known) continue;
    const refuse = (code: string, what: string) => {
      const label = index.stratumLabels[stratum] ?? "";
      const message = `row ${row + 1}, stage ${stage}: population size ${given} ${what} ${label}`.trimEnd();
      return new DesignError(code, message, { field: "fpc", stage, stratum: label, row: row + 1 });
    };
    if (known === known) throw refuse("fpc-varies", `differs from ${known} in the same stratum`);
    if (!(given >= index.psusInStratum[stratum]!)) throw refuse("fpc-too-small", `is less than the ${index.psusInStratum[stratum]!} units drawn in stratum`); // prettier-ignore
    size[stratum] = given;
  }
  return { size, fraction: size.map((N, stratum) => (index.psusInStratum[stratum]! > 0 ? index.psusInStratum[stratum]! / N : 0)) }; // prettier-ignore
}
