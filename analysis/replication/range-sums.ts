import { addGroups } from "#analysis/replication/add-groups.ts";
import type { GroupMatrix } from "#analysis/replication/group-matrix.ts";

/** Running sums of neighbouring units `from` … `to` − 1, each cells × columns. */
export interface RangeSums {
  from: number;
  to: number;
  width: number;
  /** First group of each unit, and the end of the last. */
  start: Int32Array;
  /** Sums of the first u units, and of all but the first u, without factors. */
  first: Float64Array;
  last: Float64Array;
}

/** Running sums over the units of a stratum, from both ends. O(units · width). */
export function rangeSums(
  matrix: GroupMatrix,
  group: number,
  from: number,
  to: number,
  width: number,
): RangeSums {
  const units = to - from;
  const start = new Int32Array(units + 1);
  for (let u = 0, at = group; u <= units; u++) {
    while (at < matrix.groups && matrix.unit[at]! < from + u) at++;
    start[u] = at;
  }
  const first = new Float64Array((units + 1) * width);
  const last = new Float64Array((units + 1) * width);
  for (let u = 0; u < units; u++) {
    first.copyWithin((u + 1) * width, u * width, (u + 1) * width);
    addGroups(first.subarray((u + 1) * width, (u + 2) * width), matrix, start[u]!, start[u + 1]!, null);
  }
  for (let u = units - 1; u >= 0; u--) {
    last.copyWithin(u * width, (u + 1) * width, (u + 2) * width);
    addGroups(last.subarray(u * width, (u + 1) * width), matrix, start[u]!, start[u + 1]!, null);
  }
  return { from, to, width, start, first, last };
}

/**
 * Adds a range's units times their factors: those at either end that share a factor by the running sums, only those
 * between one by one. With one PSU left out that is a single unit. O(width + groups between · columns).
 */
export function addRange(
  sums: Float64Array,
  matrix: GroupMatrix,
  { from, to, width, start, first, last }: RangeSums,
  factors: Float64Array,
): void {
  const units = to - from;
  let head = 0;
  while (head < units && factors[from + head] === factors[from]) head++;
  let tail = units;
  while (tail > head && factors[from + tail - 1] === factors[to - 1]) tail--;
  const [low, high] = [factors[from]!, factors[to - 1]!];
  for (let k = 0; k < width; k++) sums[k]! += low * first[head * width + k]! + high * last[tail * width + k]!;
  addGroups(sums, matrix, start[head]!, start[tail]!, factors);
}
