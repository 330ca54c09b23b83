import type { DesignIndex } from "#analysis/estimation/design-index.ts";

/**
 * For each column the first stratum of a single PSU that contributes to it, or null where none does.
 *
 * A domain outside the lonely stratum keeps its variance, unless calibration residuals carry the stratum in.
 *
 * @param totals  psus × columns, row-major
 */
export function lonelyStratumByColumn(
  totals: Float64Array,
  columns: number,
  index: DesignIndex,
): (string | null)[] {
  const found = new Array<string | null>(columns).fill(null);
  for (let psu = 0; psu < index.psus; psu++) {
    const stratum = index.stratumOfPsu[psu]!;
    if (index.psusInStratum[stratum] !== 1) continue;
    for (let c = 0; c < columns; c++)
      if (totals[psu * columns + c] !== 0) found[c] ??= index.stratumLabels[stratum]!;
  }
  return found;
}
