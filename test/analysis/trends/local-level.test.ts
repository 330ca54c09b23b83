import fc from "fast-check";
import { expect, test } from "vitest";
import { averageForecast, averagedTargetProbability } from "#analysis/trends/average-forecast.ts";
import { filterLevel } from "#analysis/trends/filter-level.ts";
import { fitLocalLevel } from "#analysis/trends/fit-local-level.ts";
import { forecastLevel, targetProbability } from "#analysis/trends/forecast-level.ts";
import { levelChange } from "#analysis/trends/level-change.ts";
import type { LevelSeries } from "#analysis/trends/level-series.ts";
import { correlatedAt } from "#analysis/trends/level-spectrum.ts";

const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((whole) => whole / 100);
const close = (x: number | null) => (x === null ? null : expect.closeTo(x, 8));

/** Five to twelve waves at uneven times, about every third of them without an estimate, errors autocorrelated. */
const sample = fc
  .array(
    fc.record({
      gap: hundredths(0.2, 3),
      y: hundredths(5, 15),
      v: hundredths(0.1, 1),
      seen: fc.integer({ min: 0, max: 2 }).map((k) => k > 0),
    }),
    { minLength: 5, maxLength: 12 },
  )
  .filter((rows) => rows.filter(({ seen }) => seen).length >= 3)
  .map((rows) => {
    let time = 0;
    const times = Float64Array.from(rows, ({ gap }) => (time += gap));
    const variances = rows.map(({ seen, v }) => (seen ? v : null));
    const estimates = rows.map(({ seen, y }) => (seen ? y : null));
    const covariance = Float64Array.from(
      rows.flatMap((a, i) => rows.map((b, j) => Math.sqrt(a.v * b.v) * 0.6 ** Math.abs(i - j))),
    );
    return { times, estimates, variances, covariance };
  });

const independent = ({ times, estimates, variances }: LevelSeries): LevelSeries => ({
  times,
  estimates,
  variances,
});

test("two waves are filtered and smoothed as worked out by hand", () => {
  const series = { times: Float64Array.of(0, 2), estimates: [10, 13], variances: [1, 2] };
  const { filter, smoothed } = fitLocalLevel(series, 0.5);
  // The second prediction has variance 1 + 2·0.5 = 2, so its gain is 2/(2 + 2).
  expect(filter.filtered).toEqual([10, 11.5]);
  expect(filter.filteredVariance).toEqual([1, 1]);
  expect(filter.logLikelihood).toBeCloseTo(-0.5 * (Math.log(2 * Math.PI * 4) + 9 / 4), 12);
  expect([...smoothed.level]).toEqual([10.75, 11.5]);
  expect([...smoothed.covariance]).toEqual([0.75, 0.5, 0.5, 1]);
  const change = levelChange(fitLocalLevel(series, 0.5), 0, 1);
  expect(change.estimate).toBeCloseTo(0.75, 12);
  expect(change.se).toBeCloseTo(Math.sqrt(0.75), 12);
});

test("a level that does not move is the best weighted mean of waves with shared PSUs", () => {
  const series: LevelSeries = {
    times: Float64Array.of(1, 2),
    estimates: [10, 12],
    variances: [2, 3],
    covariance: Float64Array.of(2, 1, 1, 3),
  };
  const { smoothed } = fitLocalLevel(series, 0);
  // Weights (v₂ − c, v₁ − c)/(v₁ + v₂ − 2c), variance (v₁v₂ − c²)/(v₁ + v₂ − 2c).
  expect([...smoothed.level]).toEqual([32 / 3, 32 / 3].map(close));
  expect([...smoothed.variance]).toEqual([5 / 3, 5 / 3].map(close));
});

test("without correlation the recursion and the one Gaussian system agree", () => {
  fc.assert(
    fc.property(sample, hundredths(0.01, 2), (series, q) => {
      const n = series.times.length;
      const diagonal = series.covariance.map((v, k) => (k % (n + 1) === 0 ? v : 0));
      const variances = Array.from(series.times, (_, k) => diagonal[k * n + k]!);
      const one = fitLocalLevel({ ...series, variances, covariance: undefined }, q);
      const other = fitLocalLevel({ ...series, variances, covariance: diagonal }, q);
      for (const name of ["predicted", "predictedVariance", "filtered", "filteredVariance"] as const)
        expect(other.filter[name]).toEqual(one.filter[name].map(close));
      expect(other.filter.logLikelihood).toBeCloseTo(one.filter.logLikelihood, 8);
      expect(other.filter.slope).toBeCloseTo(one.filter.slope, 7);
      expect([...other.smoothed.covariance]).toEqual([...one.smoothed.covariance].map(close));
      expect([...other.smoothed.level]).toEqual([...one.smoothed.level].map(close));
    }),
    { numRuns: 60, seed: 20260721 },
  );
});

test("at the last wave the filter is the smoother, and both log-likelihoods' slopes are derivatives", () => {
  fc.assert(
    fc.property(sample, hundredths(0.05, 2), (series, q) => {
      const last = series.times.length - 1;
      const { filter, smoothed } = fitLocalLevel(series, q);
      expect(smoothed.level[last]).toBeCloseTo(filter.filtered[last]!, 8);
      expect(smoothed.variance[last]).toBeCloseTo(filter.filteredVariance[last]!, 8);
      const alone = independent(series);
      for (const { likelihood, slope } of [
        {
          likelihood: (at: number) => correlatedAt(series, at).logLikelihood,
          slope: correlatedAt(series, q).slope,
        },
        {
          likelihood: (at: number) => filterLevel(alone, at).logLikelihood,
          slope: filterLevel(alone, q).slope,
        },
      ]) {
        const h = q * 1e-4;
        const rise = (likelihood(q + h) - likelihood(q - h)) / (2 * h);
        expect(Math.abs(rise - slope)).toBeLessThan(1e-5 * (1 + Math.abs(rise)));
      }
    }),
    { numRuns: 60, seed: 20260722 },
  );
});

test("the unit of time does not matter, and a gap that is asked about changes nothing else", () => {
  fc.assert(
    fc.property(sample, (series) => {
      const months = independent(series);
      const days = { ...months, times: months.times.map((t) => t * 30) };
      const [fit, inDays] = [fitLocalLevel(months), fitLocalLevel(days)];
      expect(inDays.q * 30).toBeCloseTo(fit.q, 6);
      const last = months.times.length - 1;
      const middle = (months.times[last]! + months.times[last - 1]!) / 2;
      const asked = {
        times: Float64Array.of(...months.times.subarray(0, last), middle, months.times[last]!),
        estimates: [...months.estimates.slice(0, last), null, months.estimates[last]!],
        variances: [...months.variances.slice(0, last), null, months.variances[last]!],
      };
      const { smoothed } = fitLocalLevel(asked, fit.q);
      expect(smoothed.level[last + 1]).toBeCloseTo(fit.smoothed.level[last]!, 8);
      expect(smoothed.variance[0]).toBeCloseTo(fit.smoothed.variance[0]!, 8);
    }),
    { numRuns: 60, seed: 20260723 },
  );
});

test("waves that differ by less than their errors show no movement", () => {
  const series = {
    times: Float64Array.of(1, 2, 3, 4),
    estimates: [10, 10.1, 9.9, 10],
    variances: [1, 1, 1, 1],
  };
  const fit = fitLocalLevel(series);
  expect(fit.q).toBe(0);
  expect(fit.estimated).toBe(true);
  expect([...fit.smoothed.level]).toEqual([10, 10, 10, 10].map(close));
  expect([...fit.smoothed.variance]).toEqual([0.25, 0.25, 0.25, 0.25].map(close));
});

test("a forecast keeps the last level, widens with time and gives the target's probability", () => {
  const series = { times: Float64Array.of(0, 2), estimates: [10, 13], variances: [1, 2] };
  const fit = fitLocalLevel(series, 0.5);
  const forecast = forecastLevel(fit, 8);
  expect(forecast.level).toBe(11.5);
  expect(forecast.se).toBeCloseTo(2, 12);
  expect(forecast.interval[1] - 11.5).toBeCloseTo(1.959963984540054 * 2, 10);
  expect(targetProbability(forecast, 11.5)).toBeCloseTo(0.5, 12);
  expect(targetProbability(forecast, 13.5)).toBeCloseTo(0.15865525393145707, 12);
  expect(targetProbability(forecast, 14, 2.25)).toBeCloseTo(0.15865525393145707, 12);
  expect(() => forecastLevel(fit, 1)).toThrow(RangeError);
});

test("series that cannot be modelled are refused", () => {
  const code = (series: LevelSeries) => {
    try {
      fitLocalLevel(series);
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  const times = Float64Array.of(1, 2, 3);
  expect(code({ times, estimates: [1, null, 2], variances: [1, null, 1] })).toBe("too-few-waves");
  expect(code({ times, estimates: [null, null, null], variances: [] })).toBe("no-waves");
  expect(code({ times, estimates: [1, 2, 3], variances: [1, 0, 1] })).toBe("error-variance-unknown");
  expect(code({ times: Float64Array.of(1, 3, 2), estimates: [1, 2, 3], variances: [1, 1, 1] })).toBe(
    "times-not-ascending",
  );
  const covariance = Float64Array.of(1, 2, 0, 2, 1, 0, 0, 0, 1);
  expect(code({ times, estimates: [1, 2, 3], variances: [1, 1, 1], covariance })).toBe(
    "covariance-not-positive",
  );
});

test("a forecast averaged over q is less sure than one that takes the likeliest q of 0 as known", () => {
  const estimates = [10, 10.3, 9.8, 10.1, 10.2];
  const variances = [0.5, 0.5, 0.5, 0.5, 0.5];
  const series = { times: Float64Array.of(1, 2, 3, 4, 5), estimates, variances };
  const plain = forecastLevel(fitLocalLevel(series), 8);
  const averaged = averageForecast(series, 8);
  expect(averaged.components.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  expect(averaged.se).toBeGreaterThan(1.5 * plain.se);
  const [low, high] = averaged.interval;
  expect(averagedTargetProbability(averaged, low)).toBeCloseTo(0.975, 9);
  expect(averagedTargetProbability(averaged, high)).toBeCloseTo(0.025, 9);
  const covariance = Float64Array.from({ length: 25 }, (_, k) => (k % 6 === 0 ? 0.5 : 0));
  const correlated = averageForecast({ ...series, covariance }, 8);
  expect(correlated.level).toBeCloseTo(averaged.level, 9);
  expect(correlated.se).toBeCloseTo(averaged.se, 9);
  const four = {
    times: series.times.subarray(1),
    estimates: estimates.slice(1),
    variances: variances.slice(1),
  };
  expect(() => averageForecast(four, 8)).toThrow(expect.objectContaining({ code: "too-few-waves" }));
});

test("the averaged forecast is the integral over √q, worked out on a fine grid", () => {
  const [estimates, error, passed] = [[10, 10.9, 9.8, 10.6, 11.4], 0.3, 3];
  const series = { times: Float64Array.of(1, 2, 3, 4, 5), estimates, variances: estimates.map(() => error) };
  const squares = estimates.reduce((sum, y, k) => sum + error + (k > 0 ? (y - estimates[k - 1]!) ** 2 : 0), 0); // prettier-ignore
  const reach = 4 * Math.sqrt(squares / 4);
  let [mass, first, second] = [0, 0, 0];
  for (let node = 0; node < 20_000; node++) {
    const q = (((node + 0.5) * reach) / 20_000) ** 2;
    let [level, variance, likelihood] = [estimates[0]!, error, 1];
    for (const y of estimates.slice(1)) {
      const total = variance + q + error;
      likelihood *= Math.exp((-0.5 * (y - level) ** 2) / total) / Math.sqrt(total);
      level += ((variance + q) / total) * (y - level);
      variance = ((variance + q) * error) / total;
    }
    mass += likelihood;
    first += likelihood * level;
    second += likelihood * (variance + q * passed + level ** 2);
  }
  const averaged = averageForecast(series, 5 + passed);
  expect(Math.abs(averaged.level / (first / mass) - 1)).toBeLessThan(1e-4);
  expect(Math.abs(averaged.se / Math.sqrt(second / mass - (first / mass) ** 2) - 1)).toBeLessThan(1e-3);
});

test("many waves say enough about q for both forecasts to agree", () => {
  const estimates = Array.from({ length: 120 }, (_, k) => 10 + Math.sin(k * k));
  const series = {
    times: Float64Array.from(estimates, (_, k) => k),
    estimates,
    variances: estimates.map(() => 0.01),
  };
  const plain = forecastLevel(fitLocalLevel(series), 125);
  const averaged = averageForecast(series, 125);
  expect(averaged.se / plain.se).toBeGreaterThan(0.97);
  expect(averaged.se / plain.se).toBeLessThan(1.03);
});
