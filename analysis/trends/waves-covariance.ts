import { stackedCovariance, stackPsus, type WavePsus } from "#analysis/trends/stack-psus.ts";

/** One mode's part in one wave's figure: its design, and each PSU's influence on the figure. */
export interface ModeTotals {
  psus: WavePsus;
  totals: Float64Array;
  df: number;
}

/** One wave's figure with what its covariance with other waves' rests on; a mode may be missing where λ leaves it out. */
export interface WaveFigure {
  estimate: number;
  /** The wave's own, as it is published. */
  variance: number;
  df: number;
  lambda: number;
  household: ModeTotals | null;
  intercept: ModeTotals | null;
}

/**
 * Sampling covariance of one mode's part in several waves' figures, scaled to each wave's own variance.
 *
 * Correlations are the stack's; on the diagonal stands what each wave's own design gives, so that a published SE stays
 * what it is whichever waves it is compared with. Where all waves visited the same PSUs both are the same.
 * Source: Berger & Priam (2016), JRSS A 179, section 3 (correlation from the stack, variances from each wave).
 *
 * @returns  waves × waves, row-major; 0 for waves without that mode
 */
export function modeCovariance(waves: readonly WaveFigure[], mode: "household" | "intercept"): Float64Array {
  const size = waves.length;
  const whole = new Float64Array(size * size);
  const used = waves
    .map((_, k) => k)
    .filter((k) => modeWeight(waves[k]!, mode) !== 0 && waves[k]![mode] !== null);
  if (used.length === 0) return whole;
  const parts = used.map((k) => waves[k]![mode]!);
  const stacked = stackedCovariance(stackPsus(parts.map(({ psus }) => psus)), parts.map(({ totals }) => totals)); // prettier-ignore
  const scale = parts.map((part, a) => {
    const inStack = stacked[a * (used.length + 1)]!;
    return inStack > 0 ? modeWeight(waves[used[a]!]!, mode) * Math.sqrt(ownVariance(part) / inStack) : 0;
  });
  used.forEach((s, a) =>
    used.forEach((t, b) => (whole[s * size + t] = scale[a]! * scale[b]! * stacked[a * used.length + b]!)),
  );
  return whole;
}

/** What a mode counts for in a wave's combined figure. */
export const modeWeight = ({ lambda }: WaveFigure, mode: "household" | "intercept"): number =>
  mode === "household" ? lambda : 1 - lambda;

/** Variance of one mode's figure from its wave's own design. */
export const ownVariance = ({ psus, totals }: ModeTotals): number =>
  stackedCovariance(stackPsus([psus]), [totals])[0]!;
