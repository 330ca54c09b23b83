import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { DesignError } from "#analysis/design-error.ts";
import type { DesignIndex } from "#analysis/estimation/design-index.ts";
import type { DrawOptions } from "#analysis/ranking/normal-draws.ts";
import type { PairDraws } from "#analysis/ranking/pair-draws.ts";

/** PSU totals of the linearised estimates in one independent sample (a mode), from `psuTotals`. */
export interface BootstrapSample {
  /** psus × k, row-major. */
  totals: Float64Array;
  index: Pick<DesignIndex, "psus" | "strata" | "stratumOfPsu" | "psusInStratum">;
  /** λ or 1 − λ of a combination; 1 unless given. */
  factor?: number;
}

/**
 * A studentised Rao-Wu bootstrap of all differences: n_h of n_h PSUs drawn in each stratum, rescaled by √(n_h/(n_h − 1)),
 * each draw with standard errors from its own PSUs.
 *
 * Works on linearised totals, calibration residuals included, so nothing is calibrated again. With 4 to 7 PSUs a
 * stratum its critical values are far above the normal ones. Strata of one PSU add nothing.
 * O(draws · (psus + strata) · k²).
 * Source: Rao & Wu (1988), JASA 83, 231-241, section 2 (m_h = n_h); Hall (1992), section 3.2, on studentising.
 *
 * @param samples  one a mode, each with k columns
 * @throws {DesignError} `no-variance` if no stratum has two PSUs
 */
export function bootstrapPairDraws(
  samples: readonly BootstrapSample[],
  k: number,
  { draws, seed }: DrawOptions,
): PairDraws {
  const generator = xoroshiro128plus(seed);
  const strata = samples.flatMap((sample) => scaledStrata(sample, k));
  if (strata.length === 0) throw new DesignError("no-variance", "no stratum has two PSUs");
  const deviations = new Float64Array(k * draws);
  const inverseSe = new Float64Array(k * k * draws);
  const deviation = new Float64Array(k);
  const covariance = new Float64Array(k * k);
  for (let draw = 0; draw < draws; draw++) {
    deviation.fill(0);
    covariance.fill(0);
    for (const { n, columns, centred } of strata) {
      const taken = Uint32Array.from({ length: n }, () => uniformInt(generator, 0, n - 1));
      addDraw(taken, columns, centred, deviation, covariance);
    }
    for (let i = 0; i < k; i++) deviations[i * draws + draw] = deviation[i]!;
    inverseErrors(covariance, k).forEach((value, pair) => (inverseSe[pair * draws + draw] = value));
  }
  return { k, draws, deviations, inverseSe, errors: "estimated" };
}

interface ScaledStratum {
  n: number;
  /** The estimates that this stratum has a part in. */
  columns: number[];
  /** n × columns: totals less the stratum's mean, times √(n/(n − 1)). */
  centred: Float64Array;
}

function scaledStrata({ totals, index, factor = 1 }: BootstrapSample, k: number): ScaledStratum[] {
  const psusOf = Array.from({ length: index.strata }, (): number[] => []);
  for (let psu = 0; psu < index.psus; psu++) psusOf[index.stratumOfPsu[psu]!]!.push(psu);
  const many = psusOf.filter((psus) => psus.length > 1);
  return many.map((psus) => {
    const n = psus.length;
    const all = Array.from({ length: k }, (_, c) => c);
    const columns = all.filter((c) => psus.some((psu) => totals[psu * k + c] !== 0));
    const scale = factor * Math.sqrt(n / (n - 1));
    const mean = columns.map((c) => psus.reduce((sum, psu) => sum + totals[psu * k + c]! / n, 0));
    const centred = psus.flatMap((psu) => columns.map((c, m) => scale * (totals[psu * k + c]! - mean[m]!)));
    return { n, columns, centred: Float64Array.from(centred) };
  });
}

/** Adds one stratum's draw: Σ z* to the deviations, n/(n−1)·Σ (z* − z̄*)(z* − z̄*)′ to the covariance. */
function addDraw(
  taken: Uint32Array,
  columns: readonly number[],
  centred: Float64Array,
  deviation: Float64Array,
  covariance: Float64Array,
): void {
  const n = taken.length;
  const k = deviation.length;
  const width = columns.length;
  const sum = new Float64Array(width);
  for (const psu of taken) for (let c = 0; c < width; c++) sum[c]! += centred[psu * width + c]!;
  for (let a = 0; a < width; a++) {
    deviation[columns[a]!]! += sum[a]!;
    for (let b = 0; b < width; b++) {
      let cross = 0;
      for (const psu of taken)
        cross += (centred[psu * width + a]! - sum[a]! / n) * (centred[psu * width + b]! - sum[b]! / n);
      covariance[columns[a]! * k + columns[b]!]! += (n / (n - 1)) * cross;
    }
  }
}

function inverseErrors(covariance: Float64Array, k: number): Float64Array {
  const inverse = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      if (i === j) continue;
      const own = covariance[i * k + i]! + covariance[j * k + j]!;
      const variance = own - covariance[i * k + j]! - covariance[j * k + i]!;
      inverse[i * k + j] = 1 / Math.sqrt(variance > 1e-13 * own ? variance : 0);
    }
  return inverse;
}
