import type { GroupMatrix } from "#analysis/replication/group-matrix.ts";
import { addGroups } from "#analysis/replication/add-groups.ts";
import { addRange, rangeSums, type RangeSums } from "#analysis/replication/range-sums.ts";
import { FULL_SAMPLE, type Replicate, type Replicates } from "#analysis/replication/replicates.ts";

/**
 * Sums of every column by calibration cell in the full sample and then in each replicate.
 *
 * Units stand in blocks, with the blocks' sums from the first and from the last one on: a replicate that changes a few
 * neighbouring units (one stratum in JKn, one PSU in JK1) adds up only their blocks (`addRange`), and nothing is
 * subtracted, so no digit is lost. O(cells · columns) and the groups of units with a factor of their own per replicate;
 * O(groups · columns) where every unit has one.
 *
 * @param visit  called with the replicate's number, −1 for the full sample, and cells × columns, row-major, to be read
 *   before it returns
 */
export function cellSums(
  { units, list }: Pick<Replicates, "units" | "list">,
  matrix: GroupMatrix,
  cells: number,
  visit: (replicate: number, sums: Float64Array) => void,
): void {
  const width = cells * matrix.columns;
  const size = Math.max(1, Math.ceil(Math.sqrt(units) / 8));
  const blocks = Math.ceil(units / size);
  const start = blockStarts(matrix, size, blocks);
  const { before, after } = runningSums(matrix, start, width);
  const factors = new Float64Array(units);
  const sums = new Float64Array(width);
  let range: RangeSums | null = null;
  const visitOne = (number: number, replicate: Replicate) => {
    const { units: changed, factors: values, rest } = replicate;
    factors.fill(rest);
    for (let k = 0; k < changed.length; k++) factors[changed[k]!] = values[k]!;
    const low = changed.length > 0 ? Math.trunc(changed[0]! / size) : blocks;
    const high = changed.length > 0 ? Math.trunc(changed[changed.length - 1]! / size) + 1 : blocks;
    for (let k = 0; k < width; k++) sums[k] = rest * (before[low * width + k]! + after[high * width + k]!);
    const [from, to] = [low * size, Math.min(high * size, units)];
    if (to - from > NARROW) addGroups(sums, matrix, start[low]!, start[high]!, factors);
    else if (to > from) {
      if (range?.from !== from || range.to !== to) range = rangeSums(matrix, start[low]!, from, to, width);
      addRange(sums, matrix, range, factors);
    }
    visit(number, sums);
  };
  visitOne(-1, FULL_SAMPLE);
  list.forEach((replicate, r) => visitOne(r, replicate));
}

/** Up to this many units, replicates that change the same ones share sums of these. */
const NARROW = 256;

/** First group of each block, and the end of the last. */
function blockStarts({ unit, groups }: GroupMatrix, size: number, blocks: number): Int32Array {
  const start = new Int32Array(blocks + 1).fill(groups);
  for (let group = groups - 1; group >= 0; group--) start[Math.trunc(unit[group]! / size)] = group;
  for (let block = blocks - 1; block >= 0; block--) start[block] = Math.min(start[block]!, start[block + 1]!);
  return start;
}

/** `before[b]` sums the blocks 0 … b − 1, `after[b]` the blocks b and on. */
function runningSums(matrix: GroupMatrix, start: Int32Array, width: number) {
  const blocks = start.length - 1;
  const before = new Float64Array((blocks + 1) * width);
  const after = new Float64Array((blocks + 1) * width);
  for (let block = 0; block < blocks; block++) {
    const next = before.subarray((block + 1) * width, (block + 2) * width);
    next.set(before.subarray(block * width, (block + 1) * width));
    addGroups(next, matrix, start[block]!, start[block + 1]!, null);
  }
  for (let block = blocks - 1; block >= 0; block--) {
    const own = after.subarray(block * width, (block + 1) * width);
    addGroups(own, matrix, start[block]!, start[block + 1]!, null);
    for (let k = 0; k < width; k++) own[k]! += after[(block + 1) * width + k]!;
  }
  return { before, after };
}
