/** A stratum as known before fieldwork. */
export interface PlanningStratum {
  /** Units (dwellings, persons). */
  population: number;
  /** Standard deviation of the answer between units. */
  sd: number;
  /** Its mean, for power allocation. */
  mean: number;
}

/**
 * How interviews are shared out: the same for every stratum; by population; by population × SD (Neyman: smallest variance
 * overall); or by X^a × coefficient of variation (Bankier: a between 0, strata equally precise, and 1, Neyman), with X the
 * total population × mean or the population ("size").
 */
export type AllocationRule =
  | { kind: "equal" }
  | { kind: "proportional" }
  | { kind: "neyman" }
  | { kind: "power"; exponent: number; of: "total" | "size" };

/**
 * What each stratum's part is proportional to under a rule.
 *
 * Source: Cochran (1977), sections 5.5 and 5.9; Bankier (1988), The American Statistician 42, 174-177.
 *
 * @throws {RangeError} naming the stratum's place if its part is not a number or negative, or if all parts are 0
 */
export function allocationSizes(strata: readonly PlanningStratum[], rule: AllocationRule): Float64Array {
  const sizes = Float64Array.from(strata, (stratum) => sizeOf(stratum, rule));
  const bad = sizes.findIndex((size) => !(size >= 0 && size < Infinity));
  if (bad >= 0) throw new RangeError(`stratum ${bad + 1} cannot be allocated by ${rule.kind}`);
  if (!sizes.some((size) => size > 0)) throw new RangeError(`nothing to allocate by ${rule.kind}`);
  return sizes;
}

function sizeOf({ population, sd, mean }: PlanningStratum, rule: AllocationRule): number {
  switch (rule.kind) {
    case "equal":
      return 1;
    case "proportional":
      return population;
    case "neyman":
      return population * sd;
    case "power":
      return ((rule.of === "total" ? population * mean : population) ** rule.exponent * sd) / mean;
  }
}
