import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { DesignError } from "#analysis/design-error.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { replicateUnits } from "#analysis/replication/replicate-units.ts";
import { everyUnit, type ReplicateCentre, type Replicates } from "#analysis/replication/replicates.ts";

/** How many replicates, drawn from which seed. */
export interface BootstrapOptions {
  count: number;
  /** A whole number; the same one gives the same replicates on every machine. */
  seed: number;
  centre?: ReplicateCentre;
}

/**
 * Rao-Wu rescaled bootstrap: in each stratum n_h − 1 PSUs are drawn with replacement, r_i times PSU i.
 *
 * Factor 1 − √(1 − f) + √(1 − f)·r_i·n_h/(n_h − 1), which is r_i·n_h/(n_h − 1) without a sampling fraction f. Scale
 * 1/(R − 1) about the replicates' mean, 1/R about the estimate. Strata of one PSU keep their weight, unless the rule is
 * "fail"; so do strata taken completely. "adjust" and "average" are not offered. O(rows + count · PSUs).
 * Source: Rao & Wu (1988), JASA 83, 231-241; Rao, Wu & Yue (1992), Survey Methodology 18, 209-217.
 *
 * @throws {DesignError} `lonely-psu` {stratum}; `no-variance` if no stratum has two PSUs
 */
export function bootstrapReplicates(
  design: SurveyDesign,
  { count, seed, centre = "mean" }: BootstrapOptions,
): Replicates {
  if (!(Number.isInteger(count) && count >= 2)) throw new RangeError(`${count} replicates are not enough`);
  const { count: units, ofRow, strata } = replicateUnits(design);
  const refused = design.lonelyPsu !== "remove" && design.lonelyPsu !== "certainty";
  const lonely = strata.find((stratum) => stratum.count === 1 && stratum.fraction < 1);
  if (lonely && refused)
    throw new DesignError("lonely-psu", `stratum ${lonely.label} has a single PSU`, {
      stratum: lonely.label,
    });
  const drawn = strata.filter((stratum) => stratum.count > 1 && stratum.fraction < 1);
  if (drawn.length === 0) throw new DesignError("no-variance", "no stratum has two PSUs to choose between");
  const generator = xoroshiro128plus(seed);
  const list = Array.from({ length: count }, () => {
    const factors = new Float64Array(units).fill(1);
    for (const { first, count: n, fraction } of drawn) {
      const spread = Math.sqrt(1 - fraction);
      factors.fill(1 - spread, first, first + n);
      for (let draw = 1; draw < n; draw++)
        factors[first + uniformInt(generator, 0, n - 1)]! += (spread * n) / (n - 1);
    }
    return everyUnit(factors);
  });
  const scale = 1 / (centre === "mean" ? count - 1 : count);
  return {
    type: "bootstrap",
    units,
    unitOfRow: ofRow,
    list,
    scale,
    rscales: new Float64Array(count).fill(1),
    centre,
  };
}
