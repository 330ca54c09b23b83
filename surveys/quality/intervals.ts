const Z = 1.959963984540054;

/**
 * Wilson's 95 % score interval of a proportion.
 *
 * @param hits  of n, at least 1
 * Source: Wilson (1927), JASA 22, 209-212.
 */
export function wilson(hits: number, n: number): [number, number] {
  const p = hits / n;
  const centre = p + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  const whole = 1 + (Z * Z) / n;
  // Exactly 0 and 1 at the ends, whatever rounding says.
  return [hits === 0 ? 0 : (centre - half) / whole, hits === n ? 1 : (centre + half) / whole];
}

/**
 * 95 % interval of the difference of two independent proportions, from their Wilson intervals.
 *
 * Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
 */
export function newcombe(hits1: number, n1: number, hits2: number, n2: number): [number, number] {
  const [p1, p2] = [hits1 / n1, hits2 / n2];
  const [l1, u1] = wilson(hits1, n1);
  const [l2, u2] = wilson(hits2, n2);
  return [p1 - p2 - Math.hypot(p1 - l1, u2 - p2), p1 - p2 + Math.hypot(u1 - p1, p2 - l2)];
}
