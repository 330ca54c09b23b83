import { DesignError } from "#analysis/design-error.ts";
import { everyUnit, type ReplicateCentre, type Replicates } from "#analysis/replication/replicates.ts";

/** How weights given as columns were made. */
export interface GivenReplicatesOptions {
  scale: number;
  /** One a replicate; absent: all 1. */
  rscales?: ArrayLike<number>;
  centre?: ReplicateCentre;
  /** Whether a column is the whole replicate weight (default) or a factor on the base weight. */
  combined?: boolean;
}

/**
 * Replicate weights that came with the data, one column a replicate, one value a row.
 *
 * O(rows · replicates). Source: R survey's `svrepdesign(type = "other")`.
 *
 * @param weights  base weights, all positive
 * @throws {DesignError} `replicate-weight-invalid` {replicate, row}, counted from 1, for a negative or missing value;
 *   `rscales-length`
 */
export function givenReplicates(
  columns: readonly ArrayLike<number>[],
  weights: Float64Array,
  { scale, rscales, centre = "mean", combined = true }: GivenReplicatesOptions,
): Replicates {
  const rows = weights.length;
  if (rscales && rscales.length !== columns.length)
    throw new DesignError("rscales-length", `${rscales.length} rscales for ${columns.length} replicates`, {
      n: rscales.length,
      wanted: columns.length,
    });
  const list = columns.map((column, r) => {
    const factors = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      const value = column[row]!;
      if (!(value >= 0 && value < Infinity))
        throw new DesignError(
          "replicate-weight-invalid",
          `row ${row + 1}: replicate ${r + 1} weighs ${value}`,
          {
            replicate: r + 1,
            row: row + 1,
          },
        );
      factors[row] = combined ? value / weights[row]! : value;
    }
    return everyUnit(factors);
  });
  return {
    type: "given",
    units: rows,
    unitOfRow: Int32Array.from({ length: rows }, (_, row) => row),
    list,
    scale,
    rscales: rscales ? Float64Array.from(rscales) : new Float64Array(columns.length).fill(1),
    centre,
  };
}
