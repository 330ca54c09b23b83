/** Kish's approximate design effect of unequal weights, n·Σw²/(Σw)², and the effective n, (Σw)²/Σw². */
export interface KishEffect {
  n: number;
  sumW: number;
  sumW2: number;
  deff: number;
  neff: number;
}

/**
 * Source: Kish (1965), Survey Sampling, section 11.7.
 *
 * @param n  responses, at least one, with positive weights
 */
export function kishEffect(n: number, sumW: number, sumW2: number): KishEffect {
  const neff = (sumW * sumW) / sumW2;
  return { n, sumW, sumW2, deff: n / neff, neff };
}

/** The same from weights one by one. */
export function kishEffectOf(weights: ArrayLike<number>): KishEffect {
  let sumW = 0;
  let sumW2 = 0;
  for (let i = 0; i < weights.length; i++) {
    sumW += weights[i]!;
    sumW2 += weights[i]! * weights[i]!;
  }
  return kishEffect(weights.length, sumW, sumW2);
}
