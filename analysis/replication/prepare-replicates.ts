import { DesignError } from "#analysis/design-error.ts";
import type { Margin } from "#analysis/estimation/calibration.ts";
import { everyRow } from "#analysis/estimation/domains.ts";
import { cellSums } from "#analysis/replication/cell-sums.ts";
import { gatherGroups } from "#analysis/replication/group-matrix.ts";
import type { Recalibration } from "#analysis/replication/recalibration.ts";
import type { Replicates } from "#analysis/replication/replicates.ts";
import { calibrationCells } from "#analysis/weighting/calibration-cells.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** Replicates with, where asked for, a calibration of each of them. */
export interface PreparedReplicates {
  replicates: Replicates;
  cells: number;
  /** Calibration cell of each row, −1 where n = 0; null without calibration. */
  cellOfRow: Int32Array | null;
  /** (replicates + 1) × cells, row-major, the full sample first: final over replicate weight; null for 1. */
  factors: Float64Array | null;
}

/**
 * Calibrates the full sample and every replicate, each from its own weights, over the margins' cells.
 *
 * O(rows · margins) once, then per replicate the cells' sums and what `adjust` takes for as many rows as cells.
 * Source: Rust & Rao (1996), section 4; Valliant (1993), JASA 88, 89-96 (why each replicate is calibrated again).
 *
 * @param rows         base weights of a tally or of unit rows, as `replicates.unitOfRow` numbers them
 * @param recalibrate  null: base weights are final
 * @throws {DesignError} what `adjust` throws, with `replicate` (from 1; 0 the full sample) in its details
 */
export function prepareReplicates(
  rows: WeightedRows,
  replicates: Replicates,
  recalibrate: Recalibration | null = null,
): PreparedReplicates {
  if (!recalibrate) return { replicates, cells: 1, cellOfRow: null, factors: null };
  const { rows: cells, cellOfRow, margins } = calibrationCells(rows, recalibrate.margins);
  const groups = { unitOf: replicates.unitOfRow, cellOf: cellOfRow, units: replicates.units, cells };
  const matrix = gatherGroups(everyRow(rows.rows), groups, [{ values: rows.sumW }]);
  const factors = new Float64Array((replicates.list.length + 1) * cells);
  cellSums(replicates, matrix, cells, (replicate, sumW) => {
    factors.set(adjusted(recalibrate, margins, sumW, replicate), (replicate + 1) * cells);
  });
  return { replicates, cells, cellOfRow, factors };
}

function adjusted(
  { adjust }: Recalibration,
  margins: readonly Margin[],
  sumW: Float64Array,
  replicate: number,
): Float64Array {
  const present = Float64Array.from(sumW, (w) => (w > 0 ? 1 : 0));
  const weights = sumW.slice();
  try {
    return adjust(
      { rows: sumW.length, n: present, sumW: weights, sumW2: weights.map((w) => w * w) },
      margins,
    );
  } catch (error) {
    if (!(error instanceof DesignError)) throw error;
    throw new DesignError(error.code, error.message, { ...error.details, replicate: replicate + 1 });
  }
}
