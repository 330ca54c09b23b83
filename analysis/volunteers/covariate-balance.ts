import type { ModelMatrix } from "#analysis/regression/model-matrix.ts";
import type { TwoSamples } from "#analysis/volunteers/propensity.ts";

/** One covariate's mean among volunteers as they came, with pseudo-weights, and in the reference sample. */
export interface CovariateBalance {
  name: string;
  volunteers: number;
  weighted: number;
  reference: number;
}

/** What pseudo-weights did to every covariate but the intercept. O((volunteers + reference) · p). */
export function covariateBalance(
  { volunteers, reference, referenceWeights }: TwoSamples,
  weights: Float64Array,
): CovariateBalance[] {
  const raw = weightedMeans(volunteers, new Float64Array(volunteers.rows).fill(1));
  const weighted = weightedMeans(volunteers, weights);
  const target = weightedMeans(reference, referenceWeights);
  return volunteers.names
    .map((name, j) => ({ name, volunteers: raw[j]!, weighted: weighted[j]!, reference: target[j]! }))
    .filter(({ name }) => name !== "(Intercept)");
}

function weightedMeans({ names, rows, values }: ModelMatrix, weights: Float64Array): Float64Array {
  const p = names.length;
  const means = new Float64Array(p);
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    sum += weights[row]!;
    for (let j = 0; j < p; j++) means[j]! += weights[row]! * values[row * p + j]!;
  }
  return means.map((mean) => mean / sum);
}
