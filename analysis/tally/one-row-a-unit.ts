import { addUnit } from "#analysis/tally/add-unit.ts";
import { emptyTally } from "#analysis/tally/empty-tally.ts";
import { labelKeys } from "#analysis/tally/label-keys.ts";
import type { Mode, Tally, UnitRow } from "#analysis/tally.ts";

/**
 * Responses as a tally that has one row for each, in their order: for what looks at single answers and weights.
 *
 * Same estimates as from `tallyUnits`, at the cost of units instead of design cells. O(units · items).
 *
 * @param units      one row a response, weight in persons or passages
 * @param emptyPsus  drawn PSUs without a response: rows after the units, with n = 0
 * @throws {TypeError} as `tallyUnits`
 */
export function oneRowAUnit(
  mode: Mode,
  items: readonly string[],
  units: readonly UnitRow[],
  emptyPsus: readonly { stratum: string; psu: string; street: string }[] = [],
): Tally {
  const tally = emptyTally(mode, items, units.length + emptyPsus.length);
  labelKeys(tally, [...units, ...emptyPsus.map((psu) => ({ ...psu, ageBand: null, sex: null }))]);
  units.forEach((unit, row) => addUnit(tally, row, unit));
  return tally;
}
