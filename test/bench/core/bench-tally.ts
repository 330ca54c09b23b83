import type { BenchColumns } from "../../reference/bench/generate.mjs";
import { emptyTally } from "#analysis/tally/empty-tally.ts";
import type { Tally } from "#analysis/tally.ts";

const SIZES = { stratum: 30, psu: 20, street: 30, ageBand: 3, sex: 2 };

/** The tally of the bench's columns: what the database's GROUP BY would have made. */
export function benchTally(d: BenchColumns, items: readonly string[]): Tally {
  const key = (row: number) =>
    (((d.stratum[row]! * 20 + d.psu[row]!) * 30 + d.street[row]!) * 3 + d.age[row]!) * 2 + d.sex[row]!;
  const rowOfKey = new Int32Array(30 * 20 * 30 * 3 * 2).fill(-1);
  const first: number[] = [];
  for (let unit = 0; unit < d.n; unit++)
    if (rowOfKey[key(unit)]! < 0) rowOfKey[key(unit)] = first.push(unit) - 1;
  const tally = emptyTally("household", items, first.length);
  for (const [name, size] of Object.entries(SIZES) as [keyof typeof SIZES, number][])
    for (let k = 0; k < size; k++) tally.labels[name].push(String(k));
  first.forEach((unit, row) => {
    tally.stratum[row] = d.stratum[unit]!;
    tally.psu[row] = d.psu[unit]!;
    tally.street[row] = d.street[unit]!;
    tally.ageBand[row] = d.age[unit]!;
    tally.sex[row] = d.sex[unit]!;
  });
  for (let unit = 0; unit < d.n; unit++) {
    const row = rowOfKey[key(unit)]!;
    const w = d.weight[unit]!;
    tally.n[row]! += 1;
    tally.sumW[row]! += w;
    tally.sumW2[row]! += w * w;
    for (let q = 0; q < items.length; q++) {
      tally.wAnswered[row * items.length + q]! += w;
      tally.wScore[row * items.length + q]! += w * d.items[q]![unit]!;
    }
  }
  return tally;
}
