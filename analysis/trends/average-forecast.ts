import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { DesignError } from "#analysis/design-error.ts";
import { filterLevel } from "#analysis/trends/filter-level.ts";
import { movementScale } from "#analysis/trends/fit-local-level.ts";
import type { LevelForecast } from "#analysis/trends/forecast-level.ts";
import { observedPlaces, type LevelSeries } from "#analysis/trends/level-series.ts";
import { correlatedAt } from "#analysis/trends/level-spectrum.ts";

/** A forecast that counts what is not known about q: a mixture of normal forecasts, one for each q. */
export interface AveragedForecast extends LevelForecast {
  /** Weights sum to 1. */
  components: { weight: number; q: number; level: number; se: number }[];
}

/** Estimates that the average needs, so that its variance exists; values of √q, and how far they go. */
const LEAST = 5;
const NODES = 120;
const REACH = 4;

/**
 * Forecast of a local level averaged over q by its likelihood, all √q up to four times the movement seen alike likely before.
 *
 * With few waves the likeliest q is often 0 and a forecast that takes it as known is far too sure; this one is not.
 * O(120 · times), and times³ once with correlated errors. Source: Durbin & Koopman (2012), section 13.2; the prior: Gelman
 * (2006), Bayesian Analysis 1, 515-534.
 *
 * @param time   not before the series' last, in its unit
 * @param level  of the interval, from the mixture's quantiles
 * @throws {DesignError} as `fitLocalLevel`; `too-few-waves` with fewer than five estimates
 */
export function averageForecast(series: LevelSeries, time: number, level = 0.95): AveragedForecast {
  const last = series.times.length - 1;
  const passed = time - series.times[last]!;
  if (!(passed >= 0)) throw new RangeError(`a forecast for ${time}, before the series ends`);
  const waves = observedPlaces(series).length;
  if (waves < LEAST)
    throw new DesignError("too-few-waves", `${waves} estimates say too little about q`, {
      waves,
      least: LEAST,
    });
  const step = (REACH * Math.sqrt(movementScale(series))) / NODES;
  const nodes = Array.from({ length: NODES }, (_, k) => atQ(series, ((k + 0.5) * step) ** 2, passed));
  const highest = Math.max(...nodes.map(({ logLikelihood }) => logLikelihood));
  const densities = nodes.map(({ logLikelihood }) => Math.exp(logLikelihood - highest));
  const total = densities.reduce((sum, density) => sum + density, 0);
  const components = nodes.map(({ q, level, se }, k) => ({ weight: densities[k]! / total, q, level, se }));
  const mean = components.reduce((sum, c) => sum + c.weight * c.level, 0);
  const square = components.reduce((sum, c) => sum + c.weight * (c.se ** 2 + (c.level - mean) ** 2), 0);
  const se = Math.sqrt(square);
  const quantile = (p: number) => mixtureQuantile(components, p, mean, se);
  return {
    time,
    level: mean,
    se,
    interval: [quantile((1 - level) / 2), quantile((1 + level) / 2)],
    components,
  };
}

/**
 * Probability that the level is at least a target at the forecast's time, averaged over q.
 *
 * @param samplingVariance  of the survey that will measure it, where the measured figure has to reach the target
 */
export function averagedTargetProbability(
  { components }: Pick<AveragedForecast, "components">,
  target: number,
  samplingVariance = 0,
): number {
  return components.reduce(
    (sum, { weight, level, se }) =>
      sum + weight * normalCdf((level - target) / Math.sqrt(se * se + samplingVariance), 0, 1),
    0,
  );
}

/** What one q says of the level, `passed` after the last time. */
function atQ(series: LevelSeries, q: number, passed: number) {
  const last = series.times.length - 1;
  if (series.covariance) {
    const { logLikelihood, level, variance } = correlatedAt(series, q);
    return { q, logLikelihood, level, se: Math.sqrt(variance + q * passed) };
  }
  const { logLikelihood, filtered, filteredVariance } = filterLevel(series, q);
  return { q, logLikelihood, level: filtered[last]!, se: Math.sqrt(filteredVariance[last]! + q * passed) };
}

/** By halving, to 1e-12 of the spread. */
function mixtureQuantile(
  components: AveragedForecast["components"],
  p: number,
  mean: number,
  se: number,
): number {
  let [low, high] = [mean - 40 * se, mean + 40 * se];
  while (high - low > 1e-12 * se && low < (low + high) / 2 && (low + high) / 2 < high) {
    const middle = (low + high) / 2;
    if (averagedTargetProbability({ components }, middle) > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
