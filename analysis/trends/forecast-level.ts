import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import type { Interval } from "#analysis/estimation/intervals.ts";
import type { LocalLevel } from "#analysis/trends/fit-local-level.ts";

/** The level expected at a time after the series. */
export interface LevelForecast {
  time: number;
  level: number;
  /** Of the level itself, without the sampling error that a survey at that time would have. */
  se: number;
  interval: Interval;
}

/**
 * Forecast of a local level: the last level, its variance growing by q a unit of time.
 *
 * Takes q as known: with few waves the interval is too short. Source: Durbin & Koopman (2012), section 2.8.
 *
 * @param time   not before the series' last, in its unit, e.g. assessment day
 * @param level  of the interval, such as 0.95
 * @throws {RangeError} if the time is before the series ends, or the level not between 0 and 1
 */
export function forecastLevel(fit: LocalLevel, time: number, level = 0.95): LevelForecast {
  const last = fit.times.length - 1;
  const passed = time - fit.times[last]!;
  if (!(passed >= 0)) throw new RangeError(`a forecast for ${time}, before the series ends`);
  if (!(level > 0 && level < 1)) throw new RangeError(`a level must lie between 0 and 1, not ${level}`);
  const se = Math.sqrt(fit.filter.filteredVariance[last]! + fit.q * passed);
  const expected = fit.filter.filtered[last]!;
  const reach = normalQuantile((1 + level) / 2, 0, 1) * se;
  return { time, level: expected, se, interval: [expected - reach, expected + reach] };
}

/**
 * Probability that the level is at least a target at the forecast's time: Φ((level − target)/se).
 *
 * @param samplingVariance  of the survey that will measure it, where the measured figure and not the level itself
 *                          has to reach the target
 * @throws {RangeError} if neither the level nor the survey has an error
 */
export function targetProbability(
  { level, se }: Pick<LevelForecast, "level" | "se">,
  target: number,
  samplingVariance = 0,
): number {
  const spread = Math.sqrt(se * se + samplingVariance);
  if (!(spread > 0)) throw new RangeError("a forecast without an error has no probability");
  return normalCdf((level - target) / spread, 0, 1);
}
