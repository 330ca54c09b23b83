import { DesignError } from "#analysis/design-error.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { replicateUnits } from "#analysis/replication/replicate-units.ts";
import type { Replicate, ReplicateCentre, Replicates } from "#analysis/replication/replicates.ts";

/**
 * Unstratified jackknife (JK1): each PSU left out once, the others times n/(n − 1); scale (1 − f)(n − 1)/n.
 *
 * O(rows + PSUs). Source: Wolter (2007), Introduction to Variance Estimation, chapter 4; R survey's `jk1weights`.
 *
 * @throws {DesignError} `jk1-strata` if there are several strata; `lonely-psu` if there is one PSU
 */
export function jackknife1(design: SurveyDesign, centre: ReplicateCentre = "mean"): Replicates {
  const { count: units, ofRow, strata } = replicateUnits(design);
  const [only] = strata;
  if (strata.length > 1)
    throw new DesignError("jk1-strata", "JK1 leaves out one PSU of a sample without strata", {
      strata: strata.length,
    });
  if (!only || units < 2) throw lonely(only?.label ?? "");
  const list = Array.from({ length: units }, (_, unit): Replicate => {
    return { units: Int32Array.of(unit), factors: new Float64Array(1), rest: units / (units - 1) };
  });
  const scale = ((1 - only.fraction) * (units - 1)) / units;
  return { type: "JK1", units, unitOfRow: ofRow, list, scale, rscales: ones(units), centre };
}

/**
 * Stratified jackknife (JKn): each PSU left out once, its stratum's others times n_h/(n_h − 1).
 *
 * rscales (1 − f_h)(n_h − 1)/n_h. Strata taken completely have no replicates; strata of one PSU follow the
 * design's rule: "certainty" and "remove" none, "adjust" one without it and the others times H/(H − 1), "average"
 * stretches the scale by PSUs over replicates. O(rows + Σ n_h²).
 * Source: Wolter (2007), section 4.5; Rust & Rao (1996); R survey's `jknweights`.
 *
 * @throws {DesignError} `lonely-psu` {stratum} under "fail"; `no-variance` if no replicate is left
 */
export function jackknifeN(design: SurveyDesign, centre: ReplicateCentre = "mean"): Replicates {
  const { count: units, ofRow, strata } = replicateUnits(design);
  const list: Replicate[] = [];
  const rscales: number[] = [];
  for (const stratum of strata) {
    const { first, count, fraction } = stratum;
    if (fraction >= 1) continue;
    const units = Int32Array.from({ length: count }, (_, k) => first + k);
    if (count > 1)
      for (let left = 0; left < count; left++) {
        list.push(leaveOut(units, left));
        rscales.push(((1 - fraction) * (count - 1)) / count);
      }
    else if (design.lonelyPsu === "fail") throw lonely(stratum.label);
    else if (design.lonelyPsu === "adjust" && strata.length > 1) {
      const rest = strata.length / (strata.length - 1);
      list.push({ units: Int32Array.of(stratum.first), factors: new Float64Array(1), rest });
      rscales.push(1 / rest);
    }
  }
  if (list.length === 0) throw new DesignError("no-variance", "no stratum has two PSUs to choose between");
  const scale = design.lonelyPsu === "average" ? units / list.length : 1;
  return { type: "JKn", units, unitOfRow: ofRow, list, scale, rscales: Float64Array.from(rscales), centre };
}

/** The stratum's units are shared by its replicates. */
function leaveOut(units: Int32Array, left: number): Replicate {
  const count = units.length;
  const factors = new Float64Array(count).fill(count / (count - 1));
  factors[left] = 0;
  return { units, factors, rest: 1 };
}

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}

function lonely(stratum: string): DesignError {
  return new DesignError("lonely-psu", `stratum ${stratum} has a single PSU`, { stratum });
}
