import { DesignError } from "#analysis/design-error.ts";
import { maximaDistribution, type MaximaDistribution } from "#analysis/ranking/maxima-distribution.ts";
import { scaleDistribution, type ScaleCache } from "#analysis/ranking/scale-distribution.ts";

/** Critical value of a maximum, by the degrees of freedom of the pair compared (null: standard errors known). */
export type MaxCritical = (df: number | null) => number;

/**
 * Critical values of a maximum of studentised differences, from draws of the maximum of the normal differences.
 *
 * With known standard errors: the level's quantile of the draws. With ν degrees of freedom: the c that solves
 * E F(c·S) = level, S² = χ²_ν/ν, the multivariate t with that pair's own ν (Satterthwaite); F the distribution of
 * the draws. The expectation is a trapezoid rule in log S, exact far below the error of the draws.
 *
 * Source: Hasler & Hothorn (2008), Biometrical Journal 50, 793-800; Bretz, Hothorn & Westfall (2010), section 3.1.
 *
 * @param maxima  the values of `drawnMaxima`
 * @param scales  kept from one call to the next, so that those of a df are computed once
 * @throws {DesignError} `critical-value-unbounded`, from the function returned, if more draws than the level
 *   allows are infinite (a bootstrap with very few PSUs); `no-degrees-of-freedom` if ν is not positive
 */
export function maxCritical(
  maxima: Float64Array,
  level: number,
  scales: ScaleCache = new Map(),
): MaxCritical {
  const known = new Map<number | null, number>();
  const distribution = maximaDistribution(maxima);
  const normal = distribution.quantile(level);
  if (!Number.isFinite(normal))
    throw new DesignError("critical-value-unbounded", "too few PSUs to bound a studentised difference");
  known.set(null, normal);
  return (df) => {
    let value = known.get(df);
    if (value === undefined)
      known.set(df, (value = withDegrees(distribution, level, df as number, normal, scales)));
    return value;
  };
}

function withDegrees(
  distribution: MaximaDistribution,
  level: number,
  df: number,
  normal: number,
  scales: ScaleCache,
): number {
  if (!(df > 0))
    throw new DesignError("no-degrees-of-freedom", `no comparison with ${df} degrees of freedom`, { df });
  if (df > NORMAL_FROM) return normal;
  let known = scales.get(df);
  if (!known) scales.set(df, (known = scaleDistribution(df)));
  const { scale, weight } = known;
  const covered = (c: number) => {
    let sum = 0;
    for (let q = 0; q < scale.length; q++) sum += weight[q]! * distribution.below(c * scale[q]!);
    return sum;
  };
  const start = Math.max(1, Math.abs(normal));
  let [low, high] = [0, start];
  while (covered(high) < level) [low, high] = [high, 1.5 * high];
  return crossing((c) => covered(c) - level, low, high);
}

/**
 * Where a rising function crosses 0 between two places, by the Illinois rule.
 *
 * Source: Dowell & Jarratt (1971), BIT 11, 168-174.
 */
function crossing(f: (c: number) => number, low: number, high: number): number {
  let [below, above] = [f(low), f(high)];
  let kept = 0; // the end that the last step kept: −1 low, 1 high
  for (let step = 0; step < 60 && high - low > PRECISION * high; step++) {
    const middle = above > below ? (low * above - high * below) / (above - below) : (low + high) / 2;
    const value = f(middle);
    if (Math.abs(value) < NEAR) return middle;
    if (value < 0) {
      [low, below] = [middle, value];
      if (kept === 1) above /= 2;
      kept = 1;
    } else {
      [high, above] = [middle, value];
      if (kept === -1) below /= 2;
      kept = -1;
    }
  }
  return (low + high) / 2;
}

const NORMAL_FROM = 1e6;
/** Relative, of a critical value: far below the error of the draws. */
const PRECISION = 3e-5;
/** Coverage this near the level is met: a hundredth of the draws' own error. */
const NEAR = 1e-5;
