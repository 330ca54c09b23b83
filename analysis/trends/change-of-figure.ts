import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { changesBetweenWaves, type WaveChange } from "#analysis/trends/changes-between-waves.ts";
import { modeCovariance, type WaveFigure } from "#analysis/trends/waves-covariance.ts";

/**
 * A figure's change from one wave to another, shared PSUs counted in each mode.
 *
 * Its df: in each mode the smaller of the two waves', put together by Satterthwaite. O(PSUs).
 * Source: Kish (1965), section 12.4; Berger & Priam (2016), JRSS A 179, 251-272.
 *
 * @param level  of the interval; `simultaneousLevel` for one of several
 * @throws {DesignError} as `changesBetweenWaves`
 */
export function changeOfFigure(before: WaveFigure, after: WaveFigure, level = 0.95): WaveChange {
  const waves = [before, after];
  const modes = (["household", "intercept"] as const).map((mode) => {
    const covariance = modeCovariance(waves, mode);
    const variance = covariance[0]! + covariance[3]! - 2 * covariance[1]!;
    const used = waves.map((wave) => wave[mode]).filter((part) => part !== null);
    return { covariance, variance, df: Math.min(...used.map(({ df }) => df)) };
  });
  const parts = modes.filter(({ variance }) => variance > 0);
  const covariance = modes[0]!.covariance.map((value, k) => value + modes[1]!.covariance[k]!);
  const df = parts.length > 0 ? satterthwaiteDegrees(parts) : Math.min(before.df, after.df);
  const estimates = Float64Array.of(before.estimate, after.estimate);
  return changesBetweenWaves({ estimates, covariance }, [[0, 1]], df, level).changes[0]!;
}

/**
 * The level of each of several intervals that together cover at least `level`: level^(1/count).
 *
 * Holds whatever the correlation of the estimates. Source: Šidák (1967), JASA 62, 626-633.
 */
export function simultaneousLevel(count: number, level = 0.95): number {
  if (!(count >= 1)) throw new RangeError(`at least one interval, not ${count}`);
  return level ** (1 / count);
}
