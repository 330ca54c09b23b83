/** An estimate from one of two independent samples. */
export interface SampleEstimate {
  estimate: number;
  variance: number;
  /** Kish's effective n. */
  neff: number;
}

/**
 * The first sample's part λ: a number fixed beforehand; by effective n; by variance, V_B/(V_A + V_B); or by mean squared error,
 * (V_B + b²)/(V_A + V_B + b²), where the second is taken as biased by what chance does not explain.
 */
export type LambdaRule = number | "neff" | "variance" | "mse";

/** A composite of two samples' estimates. */
export interface CombinedEstimate {
  lambda: number;
  estimate: number;
  se: number;
}

/** How far two samples are apart: z of the difference, and b² = max(0, (A − B)² − V_A − V_B). */
export function compareSamples(a: SampleEstimate, b: SampleEstimate): { z: number; biasSquared: number } {
  const difference = a.estimate - b.estimate;
  const variance = a.variance + b.variance;
  return {
    z: difference / Math.sqrt(variance),
    biasSquared: Math.max(0, difference * difference - variance),
  };
}

/**
 * λA + (1 − λ)B of two independent samples, with SE √(λ²V_A + (1 − λ)²V_B): λ is taken as known, and no bias is in it.
 *
 * A λ that is found from the answers differs between streets and waves, so shares are combined with a fixed one.
 * Source: Elliott & Haviland (2007), Survey Methodology 33, 211-215.
 *
 * @param a  the sample that counts as unbiased
 * @throws {RangeError} if a fixed λ is not within 0 and 1
 */
export function combineSamples(a: SampleEstimate, b: SampleEstimate, rule: LambdaRule): CombinedEstimate {
  const lambda = lambdaOf(a, b, rule);
  if (!(lambda >= 0 && lambda <= 1)) throw new RangeError(`λ lies in [0, 1], not ${lambda}`);
  return {
    lambda,
    estimate: lambda * a.estimate + (1 - lambda) * b.estimate,
    se: Math.sqrt(lambda * lambda * a.variance + (1 - lambda) * (1 - lambda) * b.variance),
  };
}

function lambdaOf(a: SampleEstimate, b: SampleEstimate, rule: LambdaRule): number {
  if (typeof rule === "number") return rule;
  if (rule === "neff") return a.neff / (a.neff + b.neff);
  const bias = rule === "mse" ? compareSamples(a, b).biasSquared : 0;
  return (b.variance + bias) / (a.variance + b.variance + bias);
}
