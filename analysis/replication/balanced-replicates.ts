import { DesignError } from "#analysis/design-error.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { hadamardMatrix } from "#analysis/replication/hadamard.ts";
import { replicateUnits, type UnitStratum } from "#analysis/replication/replicate-units.ts";
import { everyUnit, type ReplicateCentre, type Replicates } from "#analysis/replication/replicates.ts";

/**
 * Balanced repeated replication for two PSUs a stratum: one of each pair times 2 − ρ, the other times ρ.
 *
 * ρ = 0 is BRR, 0 < ρ < 1 Fay's method; scale 1/(R(1 − ρ)²), R the order of a Hadamard matrix above the number of
 * pairs. A stratum of 4, 6, … PSUs is split into pairs in the order in which they are met, and pairs take the matrix's
 * rows in the order of their strata's names, those split first, both as R does. Sampling fractions are left out, as R's
 * `as.svrepdesign` leaves them out. O(rows + R · PSUs).
 * Source: McCarthy (1969); Judkins (1990), Journal of Official Statistics 6, 223-239; Wolter (2007), chapter 3.
 *
 * @param rho  in [0, 1)
 * @throws {DesignError} `lonely-psu`, `odd-psus` {stratum, psus}
 */
export function balancedReplicates(
  design: SurveyDesign,
  { rho = 0, centre = "mean" }: { rho?: number; centre?: ReplicateCentre } = {},
): Replicates {
  if (!(rho >= 0 && rho < 1)) throw new RangeError(`rho must lie in [0, 1), not ${rho}`);
  const { count: units, ofRow, strata } = replicateUnits(design);
  for (const { label: stratum, count: psus } of strata) {
    if (psus === 1) throw new DesignError("lonely-psu", `stratum ${stratum} has a single PSU`, { stratum });
    if (psus % 2 === 1)
      throw new DesignError("odd-psus", `stratum ${stratum} has ${psus} PSUs, which make no pairs`, {
        stratum,
        psus,
      });
  }
  const { order, signs } = hadamardMatrix(units / 2 + 1);
  const rowOfPair = matrixRows(strata, units / 2);
  const list = Array.from({ length: order }, (_, r) =>
    everyUnit(
      new Float64Array(units).map((_, unit) => {
        const sign = signs[r * order + rowOfPair[unit >> 1]!]!;
        return (unit % 2 === 0 ? sign : -sign) > 0 ? 2 - rho : rho;
      }),
    ),
  );
  return {
    type: rho === 0 ? "BRR" : "Fay",
    units,
    unitOfRow: ofRow,
    list,
    scale: 1 / (order * (1 - rho) ** 2),
    rscales: new Float64Array(order).fill(1),
    centre,
  };
}

/** The row, from 1, that each pair has in the matrix. */
function matrixRows(strata: readonly UnitStratum[], pairs: number): Int32Array {
  const rows = new Int32Array(pairs);
  const sorted = [...strata].sort(
    (a, b) => Number(b.count > 2) - Number(a.count > 2) || (a.label < b.label ? -1 : 1),
  );
  let row = 1;
  for (const { first, count } of sorted)
    for (let pair = first >> 1; pair < (first + count) >> 1; pair++) rows[pair] = row++;
  return rows;
}
