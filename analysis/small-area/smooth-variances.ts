import { linearRegression } from "simple-statistics";
import { DesignError } from "#analysis/design-error.ts";

/** Smoothed sampling variances, one an area, and what they rest on. */
export interface SmoothedVariances {
  variances: Float64Array;
  /** "pooled": the variance of one response; "log-linear": intercept and slope on log n, and the correction. */
  parameters: Readonly<Record<string, number>>;
}

/**
 * Sampling variances as pooled/n: the same variance of a response everywhere, the areas' own weighted by n.
 *
 * Areas with variance 0 (all answers alike) take no part in the pooling, but get a smoothed variance.
 * Source: Rao & Molina (2015), section 6.4.1; You & Chapman (2006), Survey Methodology 32, 97-103.
 *
 * @param variances  of the direct estimates, ≥ 0
 * @param n          responses (or effective responses) an area, > 0
 * @throws {DesignError} `no-variance` if no area has a positive variance; `area-without-responses`
 */
export function poolVariances(variances: Float64Array, n: Float64Array): SmoothedVariances {
  const used = areasWithVariance(variances, n, 1);
  const responses = used.reduce((sum, i) => sum + n[i]!, 0);
  const pooled = used.reduce((sum, i) => sum + n[i]! * (n[i]! * variances[i]!), 0) / responses;
  return { variances: n.map((size) => pooled / size), parameters: { pooled } };
}

/**
 * Generalised variance function log D = a + b·log n, by least squares.
 *
 * Taken back with the correction ΣD/Σexp(fit), so that the smoothed variances of the areas used have the sum
 * of theirs. Areas with variance 0 take no part, but get a smoothed variance.
 * Source: Wolter (2007), chapter 7; Hidiroglou, Beaumont & Yung (2019), Survey Methodology 45, 101-126.
 *
 * @throws {DesignError} `too-few-areas` with fewer than five usable areas; `area-without-responses`;
 *   `no-variance` if no n differs from the others, so that there is no line
 */
export function smoothVariances(variances: Float64Array, n: Float64Array): SmoothedVariances {
  const used = areasWithVariance(variances, n, 5);
  if (used.every((i) => n[i] === n[used[0]!]))
    throw new DesignError("no-variance", "all areas have the same number of responses: pool their variances");
  const { m: slope, b: intercept } = linearRegression(
    used.map((i) => [Math.log(n[i]!), Math.log(variances[i]!)]),
  );
  const raw = n.map((size) => Math.exp(intercept + slope * Math.log(size)));
  const correction =
    used.reduce((sum, i) => sum + variances[i]!, 0) / used.reduce((sum, i) => sum + raw[i]!, 0);
  return { variances: raw.map((v) => v * correction), parameters: { intercept, slope, correction } };
}

function areasWithVariance(variances: Float64Array, n: Float64Array, least: number): number[] {
  const empty = n.findIndex((size) => !(size > 0));
  if (empty >= 0)
    throw new DesignError("area-without-responses", `area ${empty} has no responses`, { area: empty });
  const used = [...variances.keys()].filter((i) => variances[i]! > 0);
  if (used.length === 0) throw new DesignError("no-variance", "no area has a sampling variance");
  if (used.length < least)
    throw new DesignError("too-few-areas", `${used.length} areas have a sampling variance`, {
      areas: used.length,
    });
  return used;
}
