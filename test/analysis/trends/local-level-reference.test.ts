import { test } from "vitest";
import { fitLocalLevel, type LocalLevel } from "#analysis/trends/fit-local-level.ts";
import { levelChange } from "#analysis/trends/level-change.ts";
import type { LevelSeries } from "#analysis/trends/level-series.ts";
import { expectGolden } from "#test/analysis/expect-golden.ts";
import { readGolden, readInput } from "#test/analysis/read-reference.ts";

interface Series {
  fixed_q: { q: number; last_minus_12_months_before: object };
  maximum_likelihood: object;
}
const { expected } = readGolden<Record<"centre" | "market", Series>>("21-local-level-smoothing-monthly");
const EXACT = { relative: 1e-9, absolute: 1e-11 };
const LIKELIEST = { relative: 1e-5, absolute: 1e-11 };

/** A series of the reference file; `correlated` writes its variances as the diagonal of a covariance. */
function monthly(name: string, correlated: boolean): LevelSeries {
  const rows = readInput("monthly-series.csv").filter(({ series }) => series === name);
  const number = (text: string | undefined) => (text ? Number(text) : null);
  const variances = rows.map(({ variance }) => number(variance));
  const covariance = new Float64Array(rows.length ** 2);
  variances.forEach((variance, k) => (covariance[k * rows.length + k] = variance ?? 0));
  return {
    times: Float64Array.from(rows, ({ month }) => Number(month)),
    estimates: rows.map(({ estimate }) => number(estimate)),
    variances,
    covariance: correlated ? covariance : undefined,
  };
}

function figures(fit: LocalLevel): object {
  const { filter, smoothed } = fit;
  return {
    q: fit.q,
    loglik: filter.logLikelihood,
    predicted: filter.predicted,
    predicted_variance: filter.predictedVariance,
    filtered: filter.filtered,
    filtered_variance: filter.filteredVariance,
    smoothed: smoothed.level,
    smoothed_variance: smoothed.variance,
  };
}

for (const name of ["centre", "market"] as const)
  for (const correlated of [false, true]) {
    const way = correlated ? "one Gaussian system" : "recursion";
    test(`${name}: filter, smoother and change at a given q are R's, by ${way} (21)`, () => {
      const fit = fitLocalLevel(monthly(name, correlated), expected[name].fixed_q.q);
      const last = fit.times.length - 1;
      const from = Math.max(0, last - 12);
      const change = { from_month: from + 1, ...levelChange(fit, from, last) };
      const ours = { ...figures(fit), last_minus_12_months_before: change };
      expectGolden(ours, expected[name].fixed_q, EXACT, name);
    });

    test(`${name}: the likeliest q and its smoothed level are R's, by ${way} (21)`, () => {
      const fit = fitLocalLevel(monthly(name, correlated));
      expectGolden(figures(fit), expected[name].maximum_likelihood, LIKELIEST, name);
    });
  }
