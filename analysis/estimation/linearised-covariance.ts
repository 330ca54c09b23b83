import { DesignError } from "#analysis/design-error.ts";
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
  const mean = new Float64Array(columns);
  const centred = new Float64Array(columns);
  psusByStratum(index).forEach((psus, stratum) => {
    const n = psus.length;
    const f = fraction?.[stratum] ?? 0;
    if (n === 0 || f >= 1) return;
    if (n === 1 && lonelyPsu === "fail") throw lonelyError(index.stratumLabels[stratum]!);
    if (n === 1 && !grand) return;
    const scale = (earlier?.[stratum] ?? 1) * (1 - f) * (n === 1 ? 1 : n / (n - 1));
    const active = activeColumns(totals, columns, psus, n === 1 ? grand : null);
    stratumMean(totals, columns, psus, active, mean);
    if (n === 1) mean.set(grand!);
    const lonely = (c: number) => n > 1 && lonelyFor?.[stratum * columns + c] === 1;
    if (lonelyPsu === "adjust") for (const c of active) if (lonely(c)) mean[c] = 0;
    const used = lonelyPsu === "average" ? active.filter((c) => !lonely(c)) : active;
    for (const psu of psus) {
      for (const c of used) centred[c] = totals[psu * columns + c]! - mean[c]!;
      addOuter(covariance, columns, used, centred, scale);
    }
  });
  const stretch = lonelyPsu === "average" ? averageStretch(index, columns, fraction, lonelyFor) : null;
  for (let a = 0; a < columns; a++)
    for (let b = a; b < columns; b++) {
      const by = stretch ? (a === b ? stretch[a]! : Math.sqrt(stretch[a]! * stretch[b]!)) : 1;
      covariance[b * columns + a] = covariance[a * columns + b] = by * covariance[a * columns + b]!;
    }
  return covariance;
}

function addOuter(
  sum: Float64Array,
  columns: number,
  used: Int32Array,
  x: Float64Array,
  scale: number,
): void {
  for (let i = 0; i < used.length; i++) {
    const left = scale * x[used[i]!]!;
    if (left === 0) continue;
    const at = used[i]! * columns;
    for (let j = i; j < used.length; j++) sum[at + used[j]!]! += left * x[used[j]!]!;
  }
}

function psusByStratum({ psus, strata, stratumOfPsu, psusInStratum }: DesignIndex): Int32Array[] {
  const lists = Array.from(psusInStratum, (n) => new Int32Array(n));
  const filled = new Int32Array(strata);
  for (let psu = 0; psu < psus; psu++) {
    const stratum = stratumOfPsu[psu]!;
    lists[stratum]![filled[stratum]!++] = psu;
  }
  return lists;
}

/** Columns with a total other than zero in a stratum, or a centre other than zero. */
function activeColumns(totals: Float64Array, columns: number, psus: Int32Array, centre: Float64Array | null) {
  const seen = new Uint8Array(columns);
  for (const psu of psus) for (let c = 0; c < columns; c++) if (totals[psu * columns + c] !== 0) seen[c] = 1;
  if (centre) for (let c = 0; c < columns; c++) if (centre[c] !== 0) seen[c] = 1;
  return Int32Array.from(seen.keys()).filter((c) => seen[c] === 1);
}

function stratumMean(
  totals: Float64Array,
  columns: number,
  psus: Int32Array,
  active: Int32Array,
  mean: Float64Array,
): void {
  for (const c of active) {
    let sum = 0;
    for (const psu of psus) sum += totals[psu * columns + c]!;
    mean[c] = sum / psus.length;
  }
}

function grandMean(totals: Float64Array, columns: number, psus: number): Float64Array {
  const grand = new Float64Array(columns);
  for (let psu = 0; psu < psus; psu++)
    for (let c = 0; c < columns; c++) grand[c]! += totals[psu * columns + c]! / psus;
  return grand;
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
