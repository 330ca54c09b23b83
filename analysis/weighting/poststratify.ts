import type { Margin } from "#analysis/estimation/calibration.ts";
import { rake, type RakingReport } from "#analysis/weighting/rake.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/**
 * Post-stratifies the weights of a tally or of unit rows: each gets population / Σw of its cell.
 *
 * One margin whose categories are the cells, e.g. `tallyMargin(tally, "ageSex", ["ageBand", "sex"], totals)`. The
 * variance is that of a calibration to this margin: linearised variables less their base-weighted cell means.
 * O(rows). Source: Holt & Smith (1979), JRSS A 142, 33-46; Särndal, Swensson & Wretman (1992), section 7.6.
 *
 * @param cells  population in persons per cell
 * @returns      final over base weight per row (1 where n = 0), and what was done
 * @throws {DesignError} as `checkMargins`: a cell without respondents, respondents without population
 */
export function poststratify(
  rows: WeightedRows,
  cells: Margin,
): { factor: Float64Array; report: RakingReport } {
  return rake(rows, [cells]);
}
