import { DesignError } from "#analysis/design-error.ts";
import { addCrossProducts, mirror } from "#analysis/estimation/cross-products.ts";
import type { DesignIndex } from "#analysis/estimation/design-index.ts";
import type { LonelyPsu } from "#analysis/estimation/survey-design.ts";

/** What one stage of a design adds to its index. */
export interface StageRule {
  /** Sampling fraction n/N per stratum; absent or null: with replacement. */
  fraction?: Float64Array | null;
  /** Product of the earlier stages' fractions per stratum; absent or null: 1. */
  earlier?: Float64Array | null;
  /**
   * strata × columns, row-major, 1 where a stratum of several PSUs counts as lonely for a column, 2 where it holds no
   * case of it; absent or null: none. Only "adjust" and "average" look at it.
   */
  lonelyFor?: Uint8Array | null;
}

/**
 * Covariance of weighted totals from the totals of one stage's units (PSUs within strata; units within PSUs).
 *
 * V = Σ_h e_h (1 − f_h) n_h/(n_h − 1) Σ_i (z_hi − z̄_h)(z_hi − z̄_h)′, f the stage's sampling fraction, e the earlier
 * stages'. Strata of one PSU by `lonelyPsu`; one taken completely (f = 1) adds nothing and is not lonely.
 * O(psus · columns²), less where a stratum's totals are all zero in a column.
 * Source: Särndal, Swensson & Wretman (1992), chapter 4; Wolter (2007), chapter 6.
 *
 * @param totals  psus × columns, row-major
 * @returns       columns × columns, row-major
 * @throws {DesignError} `lonely-psu`, naming the stratum, under "fail" if there is one;
 *   `no-variance` under "average" if every stratum has one PSU
 */
export function linearisedCovariance(
  totals: Float64Array,
  columns: number,
  index: DesignIndex,
  lonelyPsu: LonelyPsu,
  { fraction, earlier, lonelyFor }: StageRule = {},
): Float64Array {
  const covariance = new Float64Array(columns * columns);
  const grand = lonelyPsu === "adjust" ? grandMean(totals, columns, index.psus) : null;
  const { first, psus } = psusByStratum(index);
  const used = new Int32Array(columns);
  let block = new Float64Array(0);
  for (let stratum = 0; stratum < index.strata; stratum++) {
    const own = psus.subarray(first[stratum], first[stratum + 1]);
    const n = own.length;
    const f = fraction ? fraction[stratum]! : 0;
    if (n === 0 || f >= 1) continue;
    if (n === 1 && lonelyPsu === "fail") throw lonelyError(index.stratumLabels[stratum]!);
    if (n === 1 && !grand) continue;
    const scale = (earlier ? earlier[stratum]! : 1) * (1 - f) * (n === 1 ? 1 : n / (n - 1));
    const kinds = lonelyFor && n > 1 ? lonelyFor.subarray(stratum * columns, (stratum + 1) * columns) : null;
    const leftOut = lonelyPsu === "average" ? kinds : null;
    const count = activeColumns(used, totals, columns, own, n === 1 ? grand : null, leftOut);
    if (block.length < count * n) block = new Float64Array(count * n);
    const uncentred = lonelyPsu === "adjust" ? kinds : null;
    centreColumns(block, totals, columns, own, used, count, n === 1 ? grand : null, uncentred);
    addCrossProducts(covariance, columns, used, count, block, n, scale);
  }
  mirror(covariance, columns);
  if (lonelyPsu === "average") stretch(covariance, averageStretch(index, columns, fraction, lonelyFor));
  return covariance;
}

const ordered = new WeakMap<DesignIndex, ReturnType<typeof orderPsus>>();

/** The PSUs in the order of their strata, and where each stratum's begin; put in order once a design. */
function psusByStratum(index: DesignIndex) {
  const found = ordered.get(index) ?? orderPsus(index);
  ordered.set(index, found);
  return found;
}

function orderPsus({ psus: count, strata, stratumOfPsu, psusInStratum }: DesignIndex) {
  const first = new Int32Array(strata + 1);
  for (let h = 0; h < strata; h++) first[h + 1] = first[h]! + psusInStratum[h]!;
  const next = first.slice();
  const psus = new Int32Array(count);
  for (let psu = 0; psu < count; psu++) psus[next[stratumOfPsu[psu]!]!++] = psu;
  return { first, psus };
}

/** Lists the columns with a total or a centre other than zero in a stratum, and says how many; kind 1 is left out. */
function activeColumns(
  used: Int32Array,
  totals: Float64Array,
  columns: number,
  psus: Int32Array,
  centre: Float64Array | null,
  kinds: Uint8Array | null,
): number {
  const seen = new Uint8Array(columns);
  for (let k = 0; k < psus.length; k++) markNonzero(seen, totals, psus[k]! * columns);
  if (centre) markNonzero(seen, centre, 0);
  let count = 0;
  for (let c = 0; c < columns; c++) if (seen[c] === 1 && !(kinds && kinds[c] === 1)) used[count++] = c;
  return count;
}

function markNonzero(seen: Uint8Array, values: Float64Array, from: number): void {
  for (let c = 0; c < seen.length; c++) if (values[from + c] !== 0) seen[c] = 1;
}

/** Totals less their centre (the stratum's mean, `grand`, or 0 for kind 1), column by column. */
function centreColumns(
  block: Float64Array,
  totals: Float64Array,
  columns: number,
  psus: Int32Array,
  used: Int32Array,
  count: number,
  grand: Float64Array | null,
  kinds: Uint8Array | null,
): void {
  const n = psus.length;
  for (let i = 0, at = 0; i < count; i++, at += n) {
    const c = used[i]!;
    let sum = 0;
    for (let k = 0; k < n; k++) sum += block[at + k] = totals[psus[k]! * columns + c]!;
    const centre = grand ? grand[c]! : kinds && kinds[c] === 1 ? 0 : sum / n;
    for (let k = 0; k < n; k++) block[at + k]! -= centre;
  }
}

function grandMean(totals: Float64Array, columns: number, psus: number): Float64Array {
  const grand = new Float64Array(columns);
  for (let psu = 0; psu < psus; psu++)
    for (let c = 0; c < columns; c++) grand[c]! += totals[psu * columns + c]! / psus;
  return grand;
}

/** Multiplies entry (a, b) by the geometric mean of both columns' factors. */
function stretch(covariance: Float64Array, by: Float64Array): void {
  const columns = by.length;
  for (let a = 0; a < columns; a++)
    for (let b = 0; b < columns; b++)
      covariance[a * columns + b]! *= a === b ? by[a]! : Math.sqrt(by[a]! * by[b]!);
}

/** Strata over strata that are not lonely, per column, among those with a case of it; NaN where all of them are lonely. */
function averageStretch(
  { strata, psusInStratum }: DesignIndex,
  columns: number,
  fraction: StageRule["fraction"],
  lonelyFor: StageRule["lonelyFor"],
): Float64Array {
  return new Float64Array(columns).map((_, c) => {
    let all = 0;
    let lonely = 0;
    for (let h = 0; h < strata; h++) {
      if (psusInStratum[h] === 0 || lonelyFor?.[h * columns + c] === 2) continue;
      all++;
      const single = psusInStratum[h] === 1 || lonelyFor?.[h * columns + c] === 1;
      if (single && (fraction?.[h] ?? 0) < 1) lonely++;
    }
    if (lonely < all) return all / (all - lonely);
    if (all === strata) throw new DesignError("no-variance", "every stratum has a single PSU");
    return Number.NaN;
  });
}

function lonelyError(stratum: string): DesignError {
  return new DesignError("lonely-psu", `stratum ${stratum} has a single PSU`, { stratum });
}
