import { DesignError } from "#analysis/design-error.ts";
import type { Replicates } from "#analysis/replication/replicates.ts";

/** Estimates with their replicates and what follows from them. */
export interface Replicated {
  estimates: Float64Array;
  columns: number;
  /** replicates × columns, row-major; NaN where a replicate does not have the estimate. */
  replicated: Float64Array;
  /** columns × columns, row-major. */
  covariance: Float64Array;
  /** Replicates left out of each column's variance, because it does not exist in them. */
  undefinedIn: Int32Array;
}

/**
 * scale · Σ_r rscales_r (θ_r − c)(θ_r − c)′ about the replicates' mean or the full estimate.
 *
 * The mean is plain, over replicates with rscales > 0. A replicate without an estimate (its domain was in the PSU left
 * out) is left out of that estimate's variance and covariances, and counted. O(replicates · columns²).
 * Source: Wolter (2007), chapters 3 to 5; R survey's `svrVar`.
 *
 * @param values  (replicates + 1) × columns, row-major, the full sample first
 * @throws {DesignError} `no-replicates` {column} if a column exists in none
 */
export function replicateCovariance(
  values: Float64Array,
  columns: number,
  { scale, rscales, centre }: Pick<Replicates, "scale" | "rscales" | "centre">,
): Replicated {
  const estimates = values.slice(0, columns);
  const replicated = values.slice(columns);
  const count = rscales.length;
  const undefinedIn = new Int32Array(columns);
  const deviations = new Float64Array(replicated.length);
  for (let c = 0; c < columns; c++) {
    let [sum, used] = [0, 0];
    for (let r = 0; r < count; r++) {
      const value = replicated[r * columns + c]!;
      if (!Number.isFinite(value)) undefinedIn[c]!++;
      else if (rscales[r]! > 0) [sum, used] = [sum + value, used + 1];
    }
    if (used === 0) throw new DesignError("no-replicates", `no replicate has estimate ${c}`, { column: c });
    const middle = centre === "mean" ? sum / used : estimates[c]!;
    for (let r = 0, at = c; r < count; r++, at += columns)
      deviations[at] = Number.isFinite(replicated[at])
        ? Math.sqrt(rscales[r]!) * (replicated[at]! - middle)
        : 0;
  }
  const covariance = crossProduct(deviations, count, columns, scale);
  return { estimates, columns, replicated, covariance, undefinedIn };
}

function crossProduct(x: Float64Array, rows: number, columns: number, scale: number): Float64Array {
  const product = new Float64Array(columns * columns);
  for (let r = 0; r < rows; r++) {
    const row = x.subarray(r * columns, (r + 1) * columns);
    for (let a = 0; a < columns; a++) {
      const left = scale * row[a]!;
      if (left === 0) continue;
      for (let b = a; b < columns; b++) product[a * columns + b]! += left * row[b]!;
    }
  }
  for (let a = 0; a < columns; a++)
    for (let b = 0; b < a; b++) product[a * columns + b] = product[b * columns + a]!;
  return product;
}
