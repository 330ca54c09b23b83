/** How replicates came about: "given" are weights that arrived with the data. */
export type ReplicateType = "JK1" | "JKn" | "BRR" | "Fay" | "bootstrap" | "given";

/** What replicate estimates are compared with: their own mean, or the full sample's estimate. */
export type ReplicateCentre = "mean" | "estimate";

/** Factors on base weights in one replicate: `factors` for the units listed, `rest` for all others. */
export interface Replicate {
  /** In ascending order. */
  units: Int32Array;
  factors: Float64Array;
  rest: number;
}

/**
 * Replicate weights as factors per unit, a PSU (a row, where weights were given).
 *
 * V = scale · Σ_r rscales_r (θ_r − c)(θ_r − c)′.
 */
export interface Replicates {
  type: ReplicateType;
  /** Units are numbered from 0 so that those of a stratum follow one another. */
  units: number;
  unitOfRow: Int32Array;
  list: readonly Replicate[];
  scale: number;
  rscales: Float64Array;
  centre: ReplicateCentre;
}

/** Every unit as it was drawn: the replicate that leaves the sample as it is. */
export const FULL_SAMPLE: Replicate = { units: new Int32Array(0), factors: new Float64Array(0), rest: 1 };

/** A replicate that gives each unit a factor of its own. */
export function everyUnit(factors: Float64Array): Replicate {
  return { units: Int32Array.from(factors.keys()), factors, rest: 1 };
}

/** Factor of every unit in one replicate. O(units). */
export function factorsOfUnits({ units }: Pick<Replicates, "units">, replicate: Replicate): Float64Array {
  const factors = new Float64Array(units).fill(replicate.rest);
  replicate.units.forEach((unit, k) => (factors[unit] = replicate.factors[k]!));
  return factors;
}
