import { poolVariances } from "#analysis/small-area/smooth-variances.ts";
import { stackPsus, type PsuStack } from "#analysis/trends/stack-psus.ts";
import {
  modeWeight,
  ownVariance,
  type ModeTotals,
  type WaveFigure,
} from "#analysis/trends/waves-covariance.ts";

/** Degrees of freedom that the variance pooled over the waves counts for beside a wave's own. */
const POOLED_DF = 10;
/** Fresh dwellings are drawn in every wave: errors of the same PSUs are never wholly the same. */
const MOST_ALIKE = 0.95;

/**
 * Sampling covariance of a figure in many waves, smoothed for a model of the whole series.
 *
 * A covariance matrix of as many waves as there are degrees of freedom behind it cannot be estimated: that of a street
 * with a dozen communities is singular after a year. So each mode has only two parameters beside the waves' own variances:
 * PSUs give an estimate the variance k/m, m their number, with k pooled, into which own variances are drawn by their df;
 * and errors have the correlation ρ·(PSUs in both waves)/√(m_s·m_t), ρ fitted to the stack's correlations by least squares.
 * The waves' own variances stay what is published, and a comparison of two waves rests on their own PSUs
 * (`changeOfFigure`). O(PSUs · waves²). Source: Kish (1965), section 12.4 (overlap and correlation); You & Chapman (2006),
 * Survey Methodology 32, 97-103 (pooled); Smyth (2004), SAGMB 3, article 3, section 3 (drawn in by df).
 *
 * @returns  waves × waves, row-major
 */
export function seriesCovariance(waves: readonly WaveFigure[]): Float64Array {
  const intercept = smoothedMode(waves, "intercept");
  return smoothedMode(waves, "household").map((value, k) => value + intercept[k]!);
}

function smoothedMode(waves: readonly WaveFigure[], mode: "household" | "intercept"): Float64Array {
  const size = waves.length;
  const whole = new Float64Array(size * size);
  const own = waves.map((wave) => (wave[mode] ? ownVariance(wave[mode]) : 0));
  const used = waves.map((_, k) => k).filter((k) => modeWeight(waves[k]!, mode) !== 0 && own[k]! > 0);
  if (used.length === 0) return whole;
  const parts = used.map((k) => waves[k]![mode]!);
  const stack = stackPsus(parts.map(({ psus }) => psus));
  const { overlap, covariance } = sharedMoments(stack, parts);
  const psus = Float64Array.from(used, (_, a) => overlap[a * (used.length + 1)]!);
  const variances = Float64Array.from(used, (k) => own[k]!);
  const pooled = poolVariances(variances, psus).variances;
  const errors = used.map((k, a) => {
    const { df } = parts[a]!;
    const variance = (df * variances[a]! + POOLED_DF * pooled[a]!) / (df + POOLED_DF);
    return modeWeight(waves[k]!, mode) * Math.sqrt(variance);
  });
  const part = (a: number, b: number) => overlap[a * used.length + b]! / Math.sqrt(psus[a]! * psus[b]!);
  const alike = correlationOfShared(covariance, used.length, part);
  used.forEach((s, a) =>
    used.forEach((t, b) => {
      whole[s * size + t] = errors[a]! * errors[b]! * (a === b ? 1 : alike * part(a, b));
    }),
  );
  return whole;
}

/**
 * How many of the domain's PSUs any two waves have in common, on the diagonal a wave's own; and `stackedCovariance`, for
 * which PSUs of few waves are no rows of zeros. waves × waves each.
 */
function sharedMoments({ index, places }: PsuStack, parts: readonly ModeTotals[]) {
  const waves = parts.length;
  const [overlap, covariance] = [new Float64Array(waves * waves), new Float64Array(waves * waves)];
  const seen: { wave: number; total: number }[][] = [];
  const sums = new Float64Array(index.strata * waves);
  parts.forEach(({ totals }, wave) =>
    totals.forEach((total, own) => {
      if (total === 0) return;
      const psu = places[wave]![own]!;
      (seen[psu] ??= []).push({ wave, total });
      sums[index.stratumOfPsu[psu]! * waves + wave]! += total;
    }),
  );
  seen.forEach((of, psu) => {
    const n = index.psusInStratum[index.stratumOfPsu[psu]!]!;
    const scale = n > 1 ? n / (n - 1) : 0;
    for (const a of of)
      for (const b of of) {
        overlap[a.wave * waves + b.wave]!++;
        covariance[a.wave * waves + b.wave]! += scale * a.total * b.total;
      }
  });
  for (let stratum = 0; stratum < index.strata; stratum++) {
    const others = index.psusInStratum[stratum]! - 1;
    if (others === 0) continue;
    const of = sums.subarray(stratum * waves, (stratum + 1) * waves);
    for (let a = 0; a < waves; a++)
      for (let b = 0; b < waves; b++) covariance[a * waves + b]! -= (of[a]! * of[b]!) / others;
  }
  return { overlap, covariance };
}

/** ρ of correlations ρ·part by least squares over all pairs of waves, within what it can be. */
function correlationOfShared(
  covariance: Float64Array,
  size: number,
  part: (a: number, b: number) => number,
): number {
  let [along, across] = [0, 0];
  for (let a = 0; a < size; a++)
    for (let b = 0; b < a; b++) {
      const both = Math.sqrt(covariance[a * (size + 1)]! * covariance[b * (size + 1)]!);
      if (both > 0) along += (part(a, b) * covariance[a * size + b]!) / both;
      across += part(a, b) ** 2;
    }
  return across > 0 ? Math.max(0, Math.min(MOST_ALIKE, along / across)) : 0;
}
