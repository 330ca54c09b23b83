import { DesignError } from "#analysis/design-error.ts";
import { averagedTargetProbability, averageForecast } from "#analysis/trends/average-forecast.ts";
import { fitLocalLevel } from "#analysis/trends/fit-local-level.ts";
import { forecastLevel, targetProbability } from "#analysis/trends/forecast-level.ts";
import type { LevelSeries } from "#analysis/trends/level-series.ts";
import { seriesCovariance } from "#analysis/trends/series-covariance.ts";
import type { WaveFigure } from "#analysis/trends/waves-covariance.ts";
import { criticalValues } from "#analysis/estimation/intervals.ts";

/** A wave's place in time with its figure; null where it is withheld: a gap. */
export interface TimedFigure {
  /** In months, ascending. */
  time: number;
  figure: WaveFigure | null;
}

/** The smoothed level at each time that was asked about. */
export interface TrendLevel {
  /** Variance that the level gains a month. */
  q: number;
  level: { time: number; estimate: number; low: number; high: number }[];
}

/** The level expected on a day after the last wave. */
export interface TrendForecast {
  time: number;
  estimate: number;
  se: number;
  interval: [number, number];
  /** That the level reaches the target; null without one. */
  probability: number | null;
  /** Whether what is not known about q is counted. Where it is not, the interval is too short. */
  averaged: boolean;
}

/** Waves from which on a forecast is averaged over q. */
const FOR_AVERAGE = 5;

/** The waves as a series whose sampling errors are taken as known: those of `seriesCovariance`. O(PSUs · waves²). */
export function seriesOfWaves(waves: readonly TimedFigure[]): LevelSeries {
  const size = waves.length;
  const places = waves.map((_, k) => k).filter((k) => waves[k]!.figure !== null);
  const own = seriesCovariance(places.map((k) => waves[k]!.figure!));
  const covariance = new Float64Array(size * size);
  places.forEach((s, a) =>
    places.forEach((t, b) => (covariance[s * size + t] = own[a * places.length + b]!)),
  );
  return {
    times: Float64Array.from(waves, ({ time }) => time),
    estimates: waves.map(({ figure }) => figure?.estimate ?? null),
    variances: waves.map(({ figure }) => figure?.variance ?? null),
    covariance,
  };
}

/**
 * The smoothed local level through a series, and between its waves where they are more than a month apart.
 *
 * @throws {DesignError} as `fitLocalLevel`
 */
export function trendLevel(series: LevelSeries, confidence = 0.95): TrendLevel {
  const fit = fitLocalLevel(withMonths(series));
  const reach = criticalValues(confidence)(Infinity);
  const { level, variance } = fit.smoothed;
  return {
    q: fit.q,
    level: [...fit.times].map((time, k) => {
      const half = reach * Math.sqrt(variance[k]!);
      return { time, estimate: level[k]!, low: level[k]! - half, high: level[k]! + half };
    }),
  };
}

/**
 * The level on a day, with the probability that it has reached a target by then.
 *
 * From five waves on averaged over q; with fewer q is taken as known at its likeliest value.
 *
 * @param time  not before the last wave
 * @throws {DesignError} as `fitLocalLevel` and `averageForecast`
 */
export function trendForecast(
  series: LevelSeries,
  time: number,
  target: number | null,
  confidence = 0.95,
): TrendForecast {
  const averaged = series.estimates.filter((estimate) => estimate !== null).length >= FOR_AVERAGE;
  const [forecast, probabilityOf] = averaged ? overQ(series, time, confidence) : atLikeliestQ(series, time, confidence); // prettier-ignore
  const { level: estimate, se, interval } = forecast;
  if (!(se > 0)) throw new DesignError("no-variation", "a forecast without an error");
  const probability = target === null ? null : probabilityOf(target);
  return { time, estimate, se, interval, probability, averaged };
}

function overQ(series: LevelSeries, time: number, confidence: number) {
  const forecast = averageForecast(series, time, confidence);
  return [forecast, (target: number) => averagedTargetProbability(forecast, target)] as const;
}

function atLikeliestQ(series: LevelSeries, time: number, confidence: number) {
  const forecast = forecastLevel(fitLocalLevel(series), time, confidence);
  return [forecast, (target: number) => targetProbability(forecast, target)] as const;
}

/** The same series with a gap at every whole month between two times, so that the band shows how it widens there. */
function withMonths(series: LevelSeries): LevelSeries {
  const { times, estimates, variances, covariance } = series;
  const places: (number | null)[] = [];
  const all: number[] = [];
  times.forEach((time, k) => {
    const before = k > 0 ? times[k - 1]! : time;
    for (let month = before + 1; month < time - 0.5; month++) {
      all.push(month);
      places.push(null);
    }
    all.push(time);
    places.push(k);
  });
  const size = all.length;
  const wide = new Float64Array(size * size);
  if (covariance)
    places.forEach((a, i) =>
      places.forEach((b, j) => {
        if (a !== null && b !== null) wide[i * size + j] = covariance[a * times.length + b]!;
      }),
    );
  return {
    times: Float64Array.from(all),
    estimates: places.map((k) => (k === null ? null : (estimates[k] ?? null))),
    variances: places.map((k) => (k === null ? null : (variances[k] ?? null))),
    ...(covariance ? { covariance: wide } : {}),
  };
}
