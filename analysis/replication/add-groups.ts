import type { GroupMatrix } from "#analysis/replication/group-matrix.ts";

/** Adds groups `from` … `to` − 1 to the sums of their cells, each times its unit's factor (null for 1). O(groups · columns). */
export function addGroups(
  sums: Float64Array,
  { values, unit, cell, columns }: GroupMatrix,
  from: number,
  to: number,
  factors: Float64Array | null,
): void {
  for (let group = from; group < to; group++) {
    const factor = factors === null ? 1 : factors[unit[group]!]!;
    if (factor === 0) continue;
    const into = cell[group]! * columns;
    const at = group * columns;
    let c = 0;
    // Four at a time: nearly all the time of a replicate is spent here.
    for (const end = columns - 3; c < end; c += 4) {
      sums[into + c]! += factor * values[at + c]!;
      sums[into + c + 1]! += factor * values[at + c + 1]!;
      sums[into + c + 2]! += factor * values[at + c + 2]!;
      sums[into + c + 3]! += factor * values[at + c + 3]!;
    }
    for (; c < columns; c++) sums[into + c]! += factor * values[at + c]!;
  }
}
