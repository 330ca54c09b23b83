import {
  allocationSizes,
  type AllocationRule,
  type PlanningStratum,
} from "#analysis/planning/allocation-sizes.ts";
import { roundToTotal } from "#analysis/planning/round-to-total.ts";
import { shareOut, shareOutWithin } from "#analysis/planning/share-out.ts";
import { varianceOfMean } from "#analysis/planning/variance-of-mean.ts";

/** Least and most for every stratum, or one value for all; `most` "population" is the stratum's own. */
export interface AllocationLimits {
  least?: number | readonly number[];
  most?: number | readonly number[] | "population";
}

/** Interviews by stratum, and what they are worth. */
export interface Allocation {
  /** Per stratum, in the order given; they sum to n. */
  exact: Float64Array;
  /** The same, whole. */
  rounded: Int32Array;
  /** Of the stratified mean over all strata with the exact allocation, in squared units of `sd`. */
  varianceOfMean: number;
}

/**
 * Allocates n interviews to strata (streets): equally, in proportion, by Neyman's or by Bankier's rule.
 *
 * Source: Cochran (1977), sections 5.5 to 5.9; Bankier (1988), The American Statistician 42, 174-177.
 *
 * @param n       interviews in all, a whole number
 * @param limits  none unless given
 * @throws {DesignError} `limits-infeasible` if n cannot be reached within the limits
 * @throws {RangeError} if n is not whole and positive, or a stratum's figures cannot be used by the rule
 */
export function allocate(
  strata: readonly PlanningStratum[],
  n: number,
  rule: AllocationRule,
  limits: AllocationLimits = {},
): Allocation {
  if (!(Number.isInteger(n) && n > 0)) throw new RangeError(`interviews are a whole number, not ${n}`);
  const sizes = allocationSizes(strata, rule);
  const { least = 0, most = Infinity } = limits;
  const free = least === 0 && most === Infinity;
  const bound = (limit: number | readonly number[]) =>
    Float64Array.from(strata, (_, h) => (typeof limit === "number" ? limit : limit[h]!));
  const high =
    most === "population" ? Float64Array.from(strata, ({ population }) => population) : bound(most);
  const exact = free ? shareOut(sizes, n) : shareOutWithin(sizes, n, bound(least), high);
  return { exact, rounded: roundToTotal(exact), varianceOfMean: varianceOfMean(strata, exact) };
}
