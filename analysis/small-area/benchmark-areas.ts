import { DesignError } from "#analysis/design-error.ts";

/**
 * Moves small-area estimates so that their population mean is a figure published elsewhere.
 *
 * "difference" adds the same amount everywhere, "ratio" multiplies by the same factor. The mean squared errors
 * of the areas stay as they are to the order of the approximation. O(areas).
 * Source: Rao & Molina (2015), section 6.4.6.
 *
 * @param estimates   one an area
 * @param population  persons an area, in any unit; only their shares matter
 * @param target      e.g. the district's direct estimate
 * @throws {DesignError} `no-population` if the populations are negative or sum to 0; `cannot-scale` if a ratio is
 *   asked of estimates whose mean is 0
 */
export function benchmarkAreas(
  estimates: Float64Array,
  population: Float64Array,
  target: number,
  method: "difference" | "ratio",
): Float64Array {
  const mean = populationMean(estimates, population);
  if (method === "difference") return estimates.map((estimate) => estimate + target - mean);
  if (mean === 0) throw new DesignError("cannot-scale", "estimates with mean 0 cannot be scaled");
  return estimates.map((estimate) => (estimate * target) / mean);
}

/**
 * Mean of areas' estimates over their population.
 *
 * @throws {DesignError} `no-population` if the populations are negative or sum to 0
 */
export function populationMean(estimates: Float64Array, population: Float64Array): number {
  const persons = population.reduce((sum, n) => sum + n, 0);
  if (!(persons > 0) || population.some((n) => !(n >= 0)))
    throw new DesignError("no-population", "population counts must not be negative nor sum to 0");
  return estimates.reduce((sum, estimate, i) => sum + (estimate * population[i]!) / persons, 0);
}
