import { poolVariances } from "#analysis/small-area/smooth-variances.ts";
import { stackedCovariance, stackPsus, type PsuStack } from "#analysis/trends/stack-psus.ts";
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
  const overlap = overlaps(stack, parts);
  const psus = Float64Array.from(used, (_, a) => overlap[a * (used.length + 1)]!);
  const variances = Float64Array.from(used, (k) => own[k]!);
  const pooled = poolVariances(variances, psus).variances;
  const errors = used.map((k, a) => {
    const { df } = parts[a]!;
    const variance = (df * variances[a]! + POOLED_DF * pooled[a]!) / (df + POOLED_DF);
    return modeWeight(waves[k]!, mode) * Math.sqrt(variance);
  });
  const part = (a: number, b: number) => overlap[a * used.length + b]! / Math.sqrt(psus[a]! * psus[b]!);
  const alike = correlationOfShared(stackedCovariance(stack, parts.map(({ totals }) => totals)), used.length, part); // prettier-ignore
  used.forEach((s, a) =>
    used.forEach((t, b) => {
      whole[s * size + t] = errors[a]! * errors[b]! * (a === b ? 1 : alike * part(a, b));
    }),
  );
  return whole;
}

/** How many of the domain's PSUs any two waves have in common; on the diagonal a wave's own. waves × waves. */
function overlaps({ index, places }: PsuStack, parts: readonly ModeTotals[]): Float64Array {
  const waves = parts.length;
  const seen: number[][] = Array.from({ length: index.psus }, () => []);
  parts.forEach(({ totals }, wave) =>
    totals.forEach((total, psu) => {
      if (total !== 0) seen[places[wave]![psu]!]!.push(wave);
    }),
  );
  const common = new Float64Array(waves * waves);
  for (const of of seen) for (const a of of) for (const b of of) common[a * waves + b]!++;
  return common;
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
