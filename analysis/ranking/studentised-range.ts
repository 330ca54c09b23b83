import normalCdf from "@stdlib/stats-base-dists-normal-cdf";

/**
 * The exact simultaneous critical value for k independent estimates with equal, known standard errors.
 *
 * The level's quantile of the range of k normals over √2: P(range ≤ q) = k ∫ φ(z)(Φ(z) − Φ(z − q))^{k−1} dz, by the
 * trapezoid rule, solved by bisection. The yardstick for drawn max-t values. R: `qtukey(level, k, Inf) / sqrt(2)`.
 * Source: Tukey (1953); Hochberg & Tamhane (1987), Multiple Comparison Procedures, section 2.1.
 *
 * @param k  at least 2
 * @throws {RangeError} if k is under 2 or the level not in (0, 1)
 */
export function studentisedRangeCritical(k: number, level = 0.95): number {
  if (!(k >= 2) || !(level > 0 && level < 1))
    throw new RangeError(`a range requires 2 estimates and a level in (0, 1), not ${k} and ${level}`);
  let [low, high] = [0, 50];
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (rangeProbability(k, middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2 / Math.SQRT2;
}

function rangeProbability(k: number, q: number): number {
  const step = 0.05;
  let sum = 0;
  for (let z = -9; z <= 9 + q; z += step) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    sum += density * (normalCdf(z, 0, 1) - normalCdf(z - q, 0, 1)) ** (k - 1);
  }
  return k * step * sum;
}
