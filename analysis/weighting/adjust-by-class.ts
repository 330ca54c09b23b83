import {
  mergeWeightingClasses,
  type ClassMerge,
  type ClassSums,
  type MergeRule,
  type WeightingClass,
} from "#analysis/weighting/weighting-classes.ts";
import { kishEffectOf } from "#analysis/weighting/kish.ts";

/** What one adjustment by classes did. */
export interface AdjustmentStep {
  step: "unknown-eligibility" | "dwelling-nonresponse" | "person-nonresponse";
  classes: WeightingClass[];
  merges: ClassMerge[];
  /** Classes that still have too few respondents or too large a factor when no neighbour was left to join. */
  unmet: string[][];
  factor: { min: number; max: number };
  /** Kish design effect of the carriers' weights. */
  kish: { before: number; after: number };
}

/** What a unit is in an adjustment: it carries weight on, hands its weight to its class, or is no part of it. */
export type Part = "carrier" | "donor" | "outside";

/**
 * One weighting-class adjustment: carriers are multiplied by Σ weight of carriers and donors / Σ of carriers in their
 * class, donors go to 0, units outside keep their weight. Changes `weights` in place.
 *
 * Source: Valliant, Dever & Kreuter (2018), chapter 13; Särndal & Lundström (2005), chapter 6.
 *
 * @param classOf  class key per unit, read where the unit is not outside
 * @throws {DesignError} `no-respondents`
 */
export function adjustByClass(
  step: AdjustmentStep["step"],
  weights: Float64Array,
  partOf: (unit: number) => Part,
  classOf: (unit: number) => string,
  rule: MergeRule,
): AdjustmentStep {
  const sums = new Map<string, ClassSums>();
  for (let unit = 0; unit < weights.length; unit++) {
    const part = partOf(unit);
    if (part === "outside") continue;
    const key = classOf(unit);
    const sum = sums.get(key) ?? { all: 0, carriers: 0, carrierCount: 0 };
    sums.set(key, sum);
    sum.all += weights[unit]!;
    if (part === "donor") continue;
    sum.carriers += weights[unit]!;
    sum.carrierCount++;
  }
  const { classes, merges } = mergeWeightingClasses(sums, rule);
  const factorOf = new Map(classes.flatMap(({ keys, factor }) => keys.map((key) => [key, factor])));
  const isCarrier = (_: number, unit: number) => partOf(unit) === "carrier";
  const before = kishEffectOf(weights.filter(isCarrier)).deff;
  for (let unit = 0; unit < weights.length; unit++) {
    const part = partOf(unit);
    if (part === "donor") weights[unit] = 0;
    else if (part === "carrier") weights[unit]! *= factorOf.get(classOf(unit))!;
  }
  const factors = classes.map(({ factor }) => factor);
  return {
    step,
    classes,
    merges,
    unmet: classes
      .filter(({ carrierCount, factor }) => carrierCount < rule.minRespondents || factor > rule.maxFactor)
      .map(({ keys }) => keys),
    factor: { min: Math.min(...factors), max: Math.max(...factors) },
    kish: { before, after: kishEffectOf(weights.filter(isCarrier)).deff },
  };
}
