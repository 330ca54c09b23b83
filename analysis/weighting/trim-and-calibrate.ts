import { weightEffects, type WeightEffects } from "#analysis/weighting/weight-effects.ts";
import { unitRows, weightOfRow, type WeightedRows } from "#analysis/weighting/weighted-rows.ts";

/** Caps in weights, or in multiples of the calibrated weights' mean or median, taken anew in every round. */
export interface Caps {
  upper?: number;
  lower?: number;
  unit?: "weight" | "mean" | "median";
}

/** What trimming and calibrating in turns did, and whether caps and totals are both met. */
export interface TrimAndCalibrateReport<Report> extends WeightEffects {
  /** Whether all weights ended within the caps, which they met together with the totals. */
  capsMet: boolean;
  rounds: number;
  /** The caps of the last round, as weights. */
  lower: number;
  upper: number;
  /** Responses cut in some round, and those still outside in the end. */
  trimmed: number;
  stillBelow: number;
  stillAbove: number;
  largest: number;
  smallest: number;
  /** The last calibration; its totals are met even if the caps are not. */
  calibration: Report;
}

/** Overshooting by this relative amount is rounding. */
const ROUNDING = 1e-12;

/**
 * Calibrates, cuts weights to the caps and calibrates again, until no weight lies outside.
 *
 * Ends with all totals met; where the caps cannot be met with them, or not within `maxRounds`, the report says so and
 * how many weights are outside. The final weights' factor is over the base weights, so that variances can carry the
 * calibration, taking the cuts as given. O(rounds · calibration).
 * Source: Valliant, Dever & Kreuter (2018), section 14.4; Potter (1990), ASA Survey Research Methods, 225-230.
 *
 * @param rows       unit rows, or a tally in which all responses of a row have one weight
 * @param calibrate  e.g. `(rows) => rake(rows, margins)`
 * @throws {DesignError} `tally-does-not-suffice`; as `calibrate`
 */
export function trimAndCalibrate<Report>(
  rows: WeightedRows,
  calibrate: (rows: WeightedRows) => { factor: Float64Array; report: Report },
  caps: Caps,
  maxRounds = 500,
): { factor: Float64Array; report: TrimAndCalibrateReport<Report> } {
  const { n } = rows;
  const base = weightOfRow(rows);
  const touched = new Uint8Array(rows.rows);
  let weights = base;
  let step;
  let rounds = 0;
  let outside;
  for (;;) {
    step = calibrate(rounds === 0 ? rows : sameRows(n, weights));
    weights = step.factor.map((g, row) => g * weights[row]!);
    rounds++;
    outside = findOutside(n, weights, caps);
    if (outside.above + outside.below === 0 || rounds === maxRounds) break;
    const { lower, upper } = outside;
    weights = weights.map((w, row) => {
      const cut = Math.min(upper, Math.max(lower, w));
      if (cut !== w && n[row]! > 0) touched[row] = 1;
      return n[row] === 0 ? 0 : cut;
    });
  }
  const factor = weights.map((w, row) => (n[row] === 0 ? 1 : w / base[row]!));
  return {
    factor,
    report: {
      capsMet: outside.above + outside.below === 0,
      rounds,
      lower: outside.lower,
      upper: outside.upper,
      trimmed: touched.reduce((sum, flag, row) => sum + flag * n[row]!, 0),
      stillBelow: outside.below,
      stillAbove: outside.above,
      largest: outside.largest,
      smallest: outside.smallest,
      calibration: step.report,
      ...weightEffects(rows, factor),
    },
  };
}

function sameRows(n: Float64Array, weights: Float64Array): WeightedRows {
  const { rows, sumW, sumW2 } = unitRows(weights);
  return { rows, n, sumW: sumW.map((w, row) => w * n[row]!), sumW2: sumW2.map((w2, row) => w2 * n[row]!) };
}

function findOutside(n: Float64Array, weights: Float64Array, caps: Caps) {
  const size = caps.unit === "mean" ? mean(n, weights) : caps.unit === "median" ? median(n, weights) : 1;
  const lower = (caps.lower ?? -Infinity) * size;
  const upper = (caps.upper ?? Infinity) * size;
  let [below, above, smallest, largest] = [0, 0, Infinity, -Infinity];
  for (let row = 0; row < weights.length; row++) {
    if (n[row] === 0) continue;
    const w = weights[row]!;
    smallest = Math.min(smallest, w);
    largest = Math.max(largest, w);
    if (w < lower * (1 - ROUNDING)) below += n[row]!;
    if (w > upper * (1 + ROUNDING)) above += n[row]!;
  }
  return { lower, upper, below, above, smallest, largest };
}

function mean(n: Float64Array, weights: Float64Array): number {
  const count = n.reduce((sum, value) => sum + value, 0);
  return weights.reduce((sum, w, row) => sum + w * n[row]!, 0) / count;
}

/** The mean of the two middle weights where their number is even, as R's `median`. */
function median(n: Float64Array, weights: Float64Array): number {
  const order = Uint32Array.from(weights.keys()).sort((a, b) => weights[a]! - weights[b]!);
  const half = n.reduce((sum, value) => sum + value, 0) / 2;
  let passed = 0;
  for (let k = 0; k < order.length; k++) {
    passed += n[order[k]!]!;
    if (passed > half) return weights[order[k]!]!;
    if (passed === half) {
      const next = order.subarray(k + 1).find((row) => n[row]! > 0)!;
      return (weights[order[k]!]! + weights[next]!) / 2;
    }
  }
  return NaN;
}
