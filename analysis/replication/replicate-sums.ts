import { cellSums } from "#analysis/replication/cell-sums.ts";
import { gatherGroups, type GroupColumn } from "#analysis/replication/group-matrix.ts";
import type { PreparedReplicates } from "#analysis/replication/prepare-replicates.ts";

/** Where groups belong: their replicate unit and, with calibration, their cell. */
export interface GroupPlaces {
  unitOf: Int32Array;
  cellOf: Int32Array | null;
}

/**
 * Final-weighted sums of columns over a list of groups, in the full sample and in each replicate.
 *
 * @returns  (replicates + 1) × columns, row-major, the full sample first
 */
export function replicateSums(
  { replicates, cells, factors }: PreparedReplicates,
  list: Int32Array,
  { unitOf, cellOf }: GroupPlaces,
  columns: readonly GroupColumn[],
): Float64Array {
  const width = columns.length;
  const matrix = gatherGroups(list, { unitOf, cellOf, units: replicates.units, cells }, columns);
  const totals = new Float64Array((replicates.list.length + 1) * width);
  cellSums(replicates, matrix, cells, (replicate, sums) => {
    const at = (replicate + 1) * width;
    for (let cell = 0, k = 0; cell < cells; cell++) {
      const g = factors ? factors[(replicate + 1) * cells + cell]! : 1;
      for (let c = 0; c < width; c++, k++) if (sums[k] !== 0) totals[at + c]! += g * sums[k]!;
    }
  });
  return totals;
}
