import { addUnit } from "#analysis/tally/add-unit.ts";
import { emptyTally } from "#analysis/tally/empty-tally.ts";
import { labelKeys } from "#analysis/tally/label-keys.ts";
import type { Mode, SheetItem, Tally, UnitRow } from "#analysis/tally.ts";

/**
 * Tallies responses one by one: what the database's GROUP BY does, without a database.
 *
 * Agrees with `buildTally` on the same responses to 1e-12 (sums in another order). PSUs without a
 * response are not in `units`; name them in `emptyPsus`. O(units · items).
 *
 * @param items       item ids, in the order of `codes`, `scores` and `satisfied`
 * @param sheetItems  the sheet's items in the same order
 * @param units       one row a response, weight in persons or passages
 * @param emptyPsus   drawn PSUs without a response, kept as rows with n = 0
 * @throws {TypeError} if the sheet's items are not `items`, or a weight is not a positive number
 */
export function tallyUnits(
  mode: Mode,
  items: readonly string[],
  sheetItems: readonly Pick<SheetItem, "id">[],
  units: readonly UnitRow[],
  emptyPsus: readonly { stratum: string; psu: string; street: string }[] = [],
): Tally {
  if (sheetItems.length !== items.length || sheetItems.some((item, i) => item.id !== items[i]))
    throw new TypeError("the scoring sheet's items differ from the tally's");
  const rowOf = new Map<string, number>();
  const rowOfUnit = new Int32Array(units.length);
  const keys: Pick<UnitRow, "stratum" | "psu" | "street" | "ageBand" | "sex">[] = [];
  units.forEach((unit, u) => {
    const key = JSON.stringify([unit.stratum, unit.psu, unit.street, unit.ageBand, unit.sex]);
    let row = rowOf.get(key);
    if (row === undefined) {
      row = keys.length;
      rowOf.set(key, row);
      keys.push(unit);
    }
    rowOfUnit[u] = row;
  });
  for (const psu of emptyPsus) keys.push({ ...psu, ageBand: null, sex: null });
  const tally = emptyTally(mode, items, keys.length);
  labelKeys(tally, keys);
  units.forEach((unit, u) => addUnit(tally, rowOfUnit[u] as number, unit));
  return tally;
}
