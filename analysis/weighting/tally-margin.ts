import type { Margin } from "#analysis/estimation/calibration.ts";
import type { Tally, TallyKey } from "#analysis/tally.ts";
import { columnMargin } from "#analysis/weighting/column-margin.ts";

/**
 * A margin over one or several variables of a tally's key, e.g. `["ageBand", "sex"]` with totals by "18-35|female".
 *
 * A category that responses have and the totals lack is added with population 0, so that it is refused by name
 * and not lost; responses with an unknown variable get category −1. O(rows).
 *
 * @param totals  population in persons by label; several variables joined by "|"
 */
export function tallyMargin(
  tally: Tally,
  name: string,
  variables: readonly (keyof TallyKey<never>)[],
  totals: Readonly<Record<string, number>>,
): Margin {
  const codes = variables.map((variable) => ({ codes: tally[variable], labels: tally.labels[variable] }));
  return columnMargin(name, codes, totals, (row) => tally.n[row]! > 0);
}
