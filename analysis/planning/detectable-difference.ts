import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";

/** Two samples whose means are to be compared. */
export interface ComparisonPlan {
  /** Between persons, the same in both samples. */
  variance: number;
  n: readonly [first: number, second: number];
  /** 1 unless given. */
  deff?: number;
  /** Correlation between the two samples' answers where they share units; 0 unless given. */
  correlation?: number;
  /** Part of the units that the samples share, in [0, 1]; 0 unless given. */
  overlap?: number;
  /** Of the two-sided test; 0.95 unless given. */
  level?: number;
  /** Chance of finding a difference of this size; 0.8 unless given. */
  power?: number;
}

/**
 * The smallest true difference between two means that a test finds with a given power.
 *
 * (z_{1−α/2} + z_{power}) · √(deff · V · (1/n₁ + 1/n₂ − 2·ρ·overlap/√(n₁n₂))), in the mean's units.
 * Source: Kish (1965), section 12.4; Valliant, Dever & Kreuter (2018), chapter 4.
 *
 * @throws {RangeError} if a sample is empty, or overlap or correlation impossible
 */
export function detectableDifference(plan: ComparisonPlan): number {
  const { variance, n, deff = 1, correlation = 0, overlap = 0, level = 0.95, power = 0.8 } = plan;
  const [first, second] = n;
  if (!(first > 0 && second > 0))
    throw new RangeError(`both samples need persons, not ${first} and ${second}`);
  if (!(overlap >= 0 && overlap <= 1)) throw new RangeError(`an overlap lies in [0, 1], not ${overlap}`);
  if (!(Math.abs(correlation) <= 1))
    throw new RangeError(`a correlation lies in [-1, 1], not ${correlation}`);
  const shared = (2 * correlation * overlap) / Math.sqrt(first * second);
  const z = normalQuantile((1 + level) / 2, 0, 1) + normalQuantile(power, 0, 1);
  return z * Math.sqrt(deff * variance * (1 / first + 1 / second - shared));
}
