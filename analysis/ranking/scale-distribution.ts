/** Points and weights (summing to 1) of the scale that a multivariate t divides by. */
export interface ScaleDistribution {
  scale: Float64Array;
  weight: Float64Array;
}

/** By degrees of freedom. */
export type ScaleCache = Map<number, ScaleDistribution>;

/** Points and weights of S = √(χ²_ν/ν): its density in u = log S is proportional to exp(ν(u − e^{2u}/2)). */
export function scaleDistribution(df: number): ScaleDistribution {
  const logDensity = (u: number) => df * (u - Math.exp(2 * u) / 2 + 0.5);
  const width = Math.sqrt(-NEGLIGIBLE / df); // where −ν·u², the density near 0, is negligible
  let [from, to] = [-width, Math.min(1, 0.3 * width)];
  while (logDensity(from) > NEGLIGIBLE) from *= 1.2;
  while (logDensity(to) > NEGLIGIBLE) to *= 1.2;
  const scale = new Float64Array(POINTS);
  const weight = new Float64Array(POINTS);
  let sum = 0;
  for (let q = 0; q < POINTS; q++) {
    const u = from + ((to - from) * q) / (POINTS - 1);
    const s = Math.exp(u);
    scale[q] = s;
    sum += weight[q] = Math.exp(df * (u - (s * s) / 2 + 0.5));
  }
  for (let q = 0; q < POINTS; q++) weight[q]! /= sum;
  return { scale, weight };
}

const NEGLIGIBLE = -20;
const POINTS = 40;
