/** Base-weighted sums by group: a tally row, or the rows of one unit, calibration cell and domain. */
export interface GroupMatrix {
  groups: number;
  columns: number;
  /** groups × columns, row-major. */
  values: Float64Array;
  /** Replicate unit of each group, ascending. */
  unit: Int32Array;
  /** Calibration cell of each group. */
  cell: Int32Array;
}

/** Numbers in groups: element `offset + stride · group`. */
export interface GroupColumn {
  values: Float64Array;
  stride?: number;
  offset?: number;
}

/**
 * Gathers columns of a list of groups, by unit. O(groups · columns + units).
 *
 * @param list    the groups wanted, e.g. those of a domain
 * @param unitOf  replicate unit of every group
 * @param cellOf  calibration cell of every group, groups with −1 are left out; null for a single cell
 */
export function gatherGroups(
  list: Int32Array,
  { unitOf, cellOf, units }: { unitOf: Int32Array; cellOf: Int32Array | null; units: number },
  columns: readonly GroupColumn[],
): GroupMatrix {
  const kept = cellOf ? list.filter((group) => cellOf[group]! >= 0) : list;
  const sorted = sortByUnit(kept, unitOf, units);
  const width = columns.length;
  const values = new Float64Array(sorted.length * width);
  columns.forEach(({ values: from, stride = 1, offset = 0 }, c) => {
    for (let k = 0; k < sorted.length; k++) values[k * width + c] = from[offset + stride * sorted[k]!]!;
  });
  return {
    groups: sorted.length,
    columns: width,
    values,
    unit: sorted.map((group) => unitOf[group]!),
    cell: cellOf ? sorted.map((group) => cellOf[group]!) : new Int32Array(sorted.length),
  };
}

/** Counting sort, stable. */
function sortByUnit(list: Int32Array, unitOf: Int32Array, units: number): Int32Array {
  const next = new Int32Array(units + 1);
  for (let k = 0; k < list.length; k++) next[unitOf[list[k]!]! + 1]!++;
  for (let unit = 0; unit < units; unit++) next[unit + 1]! += next[unit]!;
  const sorted = new Int32Array(list.length);
  for (let k = 0; k < list.length; k++) sorted[next[unitOf[list[k]!]!]!++] = list[k]!;
  return sorted;
}
