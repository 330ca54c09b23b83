import { DesignError } from "#analysis/design-error.ts";
import type { DesignIndex } from "#analysis/estimation/design-index.ts";
import type { LonelyPsu } from "#analysis/estimation/survey-design.ts";

/**
 * Covariance of weighted totals from PSU totals, first stage with replacement.
 *
 * V = Σ_h n_h/(n_h − 1) Σ_i (z_hi − z̄_h)(z_hi − z̄_h)′. Strata of one PSU by `lonelyPsu`.
 * O(psus · columns²). Source: Särndal, Swensson & Wretman (1992), chapter 4; Wolter (2007), chapter 6.
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
): Float64Array {
  const lonely = index.psusInStratum.indexOf(1);
  if (lonelyPsu === "fail" && lonely >= 0) {
    const stratum = index.stratumLabels[lonely]!;
    throw new DesignError("lonely-psu", `stratum ${stratum} has a single PSU`, { stratum });
  }
  const means = stratumMeans(totals, columns, index, lonelyPsu === "adjust");
  const covariance = new Float64Array(columns * columns);
  const centred = new Float64Array(columns);
  for (let psu = 0; psu < index.psus; psu++) {
    const stratum = index.stratumOfPsu[psu]!;
    const n = index.psusInStratum[stratum]!;
    if (n === 1 && lonelyPsu !== "adjust") continue;
    const scale = n === 1 ? 1 : n / (n - 1);
    for (let c = 0; c < columns; c++) centred[c] = totals[psu * columns + c]! - means[stratum * columns + c]!;
    for (let a = 0; a < columns; a++) {
      const left = scale * centred[a]!;
      if (left === 0) continue;
      for (let b = a; b < columns; b++) covariance[a * columns + b]! += left * centred[b]!;
    }
  }
  const stretch = lonelyPsu === "average" ? averageStretch(index) : 1;
  for (let a = 0; a < columns; a++)
    for (let b = a; b < columns; b++)
      covariance[b * columns + a] = covariance[a * columns + b] = stretch * covariance[a * columns + b]!;
  return covariance;
}

function stratumMeans(
  totals: Float64Array,
  columns: number,
  index: DesignIndex,
  adjust: boolean,
): Float64Array {
  const means = new Float64Array(index.strata * columns);
  const grand = new Float64Array(columns);
  for (let psu = 0; psu < index.psus; psu++) {
    const stratum = index.stratumOfPsu[psu]!;
    for (let c = 0; c < columns; c++) {
      means[stratum * columns + c]! += totals[psu * columns + c]! / index.psusInStratum[stratum]!;
      grand[c]! += totals[psu * columns + c]! / index.psus;
    }
  }
  if (adjust)
    for (let stratum = 0; stratum < index.strata; stratum++)
      if (index.psusInStratum[stratum] === 1) means.set(grand, stratum * columns);
  return means;
}

function averageStretch(index: DesignIndex): number {
  const lonely = index.psusInStratum.reduce((count, n) => count + (n === 1 ? 1 : 0), 0);
  if (lonely === index.strata) throw new DesignError("no-variance", "every stratum has a single PSU");
  return index.strata / (index.strata - lonely);
}
