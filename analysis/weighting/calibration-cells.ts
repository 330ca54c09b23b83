import type { Margin } from "#analysis/estimation/calibration.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** Rows gathered into the cells that the margins make together; only cells with responses are kept. */
export interface CalibrationCells extends WeightedRows {
  /** Per row its cell, −1 where n = 0. */
  cellOfRow: Int32Array;
  /** The margins again, with a category per cell. */
  margins: Margin[];
}

/** Up to this many possible cells are numbered in an array instead of a map. */
const DENSE = 1 << 20;

/**
 * Gathers rows into the margins' cells: a calibration factor depends on the cell only, so a million rows rake like a
 * handful of cells. O(rows · margins).
 *
 * @param margins  each with a category for every row with responses
 */
export function calibrationCells(rows: WeightedRows, margins: readonly Margin[]): CalibrationCells {
  const keys = new Float64Array(rows.rows);
  let possible = 1;
  for (const { categoryOfRow, labels } of margins) {
    crossKeys(keys, categoryOfRow, labels.length);
    possible *= labels.length;
  }
  const { cellOfRow, firstRowOfCell } = numberKeys(keys, rows.n, possible);
  const cells = firstRowOfCell.length;
  const n = new Float64Array(cells);
  const sumW = new Float64Array(cells);
  const sumW2 = new Float64Array(cells);
  addByCell(n, rows.n, cellOfRow);
  addByCell(sumW, rows.sumW, cellOfRow);
  addByCell(sumW2, rows.sumW2, cellOfRow);
  return {
    rows: cells,
    n,
    sumW,
    sumW2,
    cellOfRow,
    margins: margins.map((margin) => ({
      ...margin,
      categoryOfRow: Int32Array.from(firstRowOfCell, (row) => margin.categoryOfRow[row]!),
    })),
  };
}

/** A factor per cell, given to the cell's rows; 1 where n = 0. O(rows). */
export function factorOfRows(factor: Float64Array, cellOfRow: Int32Array): Float64Array {
  const factors = new Float64Array(cellOfRow.length);
  for (let row = 0; row < factors.length; row++)
    factors[row] = cellOfRow[row]! < 0 ? 1 : factor[cellOfRow[row]!]!;
  return factors;
}

function crossKeys(keys: Float64Array, categoryOfRow: Int32Array, categories: number): void {
  for (let row = 0; row < keys.length; row++) keys[row] = keys[row]! * categories + categoryOfRow[row]!;
}

function addByCell(sums: Float64Array, values: Float64Array, cellOfRow: Int32Array): void {
  for (let row = 0; row < cellOfRow.length; row++)
    if (cellOfRow[row]! >= 0) sums[cellOfRow[row]!]! += values[row]!;
}

function numberKeys(
  keys: Float64Array,
  n: Float64Array,
  possible: number,
): { cellOfRow: Int32Array; firstRowOfCell: number[] } {
  const cellOfRow = new Int32Array(keys.length).fill(-1);
  const firstRowOfCell: number[] = [];
  const dense = possible <= DENSE ? new Int32Array(possible).fill(-1) : null;
  const sparse = new Map<number, number>();
  for (let row = 0; row < keys.length; row++) {
    if (n[row] === 0) continue;
    const key = keys[row]!;
    let cell = dense ? dense[key]! : (sparse.get(key) ?? -1);
    if (cell < 0) {
      cell = firstRowOfCell.push(row) - 1;
      if (dense) dense[key] = cell;
      else sparse.set(key, cell);
    }
    cellOfRow[row] = cell;
  }
  return { cellOfRow, firstRowOfCell };
}
