import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { DesignError } from "#analysis/design-error.ts";

/** Both limits of a confidence interval, in the estimate's unit. */
export type Interval = [low: number, high: number];

/** Two-sided critical value of t for a level such as 0.95, as a function of df (> 0, need not be whole; Infinity: the normal). */
export type CriticalValue = (df: number) => number;

/**
 * Critical values of Student's t at one level, each df computed once.
 *
 * @throws {DesignError} `no-degrees-of-freedom`, from the function returned, if df is not positive
 */
export function criticalValues(level: number): CriticalValue {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level must lie between 0 and 1, not ${level}`);
  const known = new Map<number, number>();
  const upper = (1 + level) / 2;
  const quantile = (df: number) => (df === Infinity ? normalQuantile(upper, 0, 1) : tQuantile(upper, df));
  return (df) => {
    if (!(df > 0))
      throw new DesignError("no-degrees-of-freedom", `no interval with ${df} degrees of freedom`, { df });
    let value = known.get(df);
    if (value === undefined) known.set(df, (value = quantile(df)));
    return value;
  };
}

/** estimate ± t·se. Not cut at the ends of the scale. */
export function tInterval(estimate: number, se: number, df: number, critical: CriticalValue): Interval {
  const reach = critical(df) * se;
  return [estimate - reach, estimate + reach];
}

/**
 * Interval of a mean in (0, 1) on the logit scale: logit p ± t·se/(p(1−p)), taken back.
 *
 * Source: Korn & Graubard (1999), chapter 5; R survey's `svyciprop(method = "logit")` in closed form.
 *
 * @throws {DesignError} `no-variation` if the estimate is 0 or 1, where the logit does not exist
 */
export function logitInterval(estimate: number, se: number, df: number, critical: CriticalValue): Interval {
  if (!(estimate > 0 && estimate < 1))
    throw new DesignError("no-variation", "all answers are the same: no interval can be given", { estimate });
  const logit = Math.log(estimate / (1 - estimate));
  const reach = (critical(df) * se) / (estimate * (1 - estimate));
  return [1 / (1 + Math.exp(reach - logit)), 1 / (1 + Math.exp(-reach - logit))];
}
