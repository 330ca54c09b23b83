/** A log-likelihood in one variance, with its derivative; both are read at values ≥ 0. */
export interface VarianceLikelihood {
  logLikelihood: (variance: number) => number;
  slope: (variance: number) => number;
}

/** Steps a decade of the search, and how far it goes below and above the scale. */
const STEPS = 4;
const DECADES = { below: 10, above: 4 };

/**
 * The variance at the highest point of a log-likelihood on [0, ∞).
 *
 * Searches a logarithmic grid, so that a lower hill near the start is not taken for the top, then halves the
 * interval in which the slope changes its sign until it is as narrow as a number allows.
 * About 60 evaluations of the log-likelihood and as many of the slope.
 *
 * @param scale        a variance of the right order of magnitude, > 0
 * @param zeroAllowed  false where the likelihood does not exist at 0
 * @returns            0 where the likelihood is highest there
 */
export function likeliestVariance(
  { logLikelihood, slope }: VarianceLikelihood,
  scale: number,
  zeroAllowed = true,
): number {
  const grid = [0];
  for (let k = -DECADES.below * STEPS; k <= DECADES.above * STEPS; k++) grid.push(scale * 10 ** (k / STEPS));
  let best = 1;
  let highest = -Infinity;
  for (let k = zeroAllowed ? 0 : 1; k < grid.length; k++) {
    const value = logLikelihood(grid[k]!);
    if (value > highest) [best, highest] = [k, value];
  }
  const lowest = best <= 1;
  if (lowest && zeroAllowed && slope(0) <= 0) return 0;
  return zeroOfSlope(slope, lowest ? 0 : grid[best - 1]!, grid[Math.min(best + 1, grid.length - 1)]!);
}

/** Where a slope that is positive just above `low` and negative at `high` is zero. */
function zeroOfSlope(slope: (variance: number) => number, low: number, high: number): number {
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
}
