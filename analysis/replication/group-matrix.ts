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
 * Sums columns of a list of groups by replicate unit and calibration cell: nothing finer matters to a replicate.
 *
 * The units are in ascending order. O(groups · columns + units).
 *
 * @param list    the groups wanted, e.g. those of a domain
 * @param unitOf  replicate unit of every group
 * @param cellOf  calibration cell of every group, groups with −1 are left out; null for a single cell
 */
export function gatherGroups(
  list: Int32Array,
  { unitOf, cellOf, units, cells }: GroupPlan,
  columns: readonly GroupColumn[],
): GroupMatrix {
  const sorted = sortByUnit(list, unitOf, units);
  const { place, unit, cell } = numberPlaces(sorted, unitOf, cellOf, cells);
  const width = columns.length;
  const values = new Float64Array(unit.length * width);
  columns.forEach(({ values: from, stride = 1, offset = 0 }, c) => {
    for (let k = 0; k < sorted.length; k++)
      if (place[k]! >= 0) values[place[k]! * width + c]! += from[offset + stride * sorted[k]!]!;
  });
  return { groups: unit.length, columns: width, values, unit, cell };
}

/** Where every group belongs, and how many units and cells there are. */
export interface GroupPlan {
  unitOf: Int32Array;
  cellOf: Int32Array | null;
  units: number;
  cells: number;
}

/** Numbers the cells met in each unit; −1 for groups without a cell. */
function numberPlaces(sorted: Int32Array, unitOf: Int32Array, cellOf: Int32Array | null, cells: number) {
  const place = new Int32Array(sorted.length).fill(-1);
  const last = new Int32Array(cells).fill(-1);
  const [unit, cell] = [new Int32Array(sorted.length), new Int32Array(sorted.length)];
  let count = 0;
  for (let k = 0; k < sorted.length; k++) {
    const group = sorted[k]!;
    const own = cellOf === null ? 0 : cellOf[group]!;
    if (own < 0) continue;
    if (last[own]! < 0 || unit[last[own]!] !== unitOf[group]) {
      unit[count] = unitOf[group]!;
      cell[count] = own;
      last[own] = count++;
    }
    place[k] = last[own]!;
  }
  return { place, unit: unit.subarray(0, count), cell: cell.subarray(0, count) };
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
