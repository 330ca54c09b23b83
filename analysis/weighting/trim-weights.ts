import { DesignError } from "#analysis/design-error.ts";

export interface TrimOptions {
  upper: number;
  lower?: number;
  /** Repeat until no weight lies outside; otherwise once, and a weight may overshoot the cap a little. */
  strict?: boolean;
}

export interface TrimReport {
  upper: number;
  lower: number;
  strict: boolean;
  /** Weights that were cut at least once. */
  trimmed: number;
  rounds: number;
}

/**
 * Cuts weights to [lower, upper] and spreads what was cut in equal amounts over the weights that were inside, so that
 * their sum stays. The semantics of R survey's `trimWeights`.
 *
 * Source: Valliant, Dever & Kreuter (2018), chapter 14. O(weights · rounds).
 *
 * @throws {DesignError} `trim-impossible` if no weight lies inside to take the rest
 */
export function trimWeights(
  weights: Float64Array,
  { upper, lower = -Infinity, strict = false }: TrimOptions,
): { weights: Float64Array; report: TrimReport } {
  let current = weights;
  const touched = new Uint8Array(weights.length);
  let rounds = 0;
  do {
    const inside = current.reduce((count, w) => count + (w >= lower && w <= upper ? 1 : 0), 0);
    if (inside === current.length) break;
    if (inside === 0)
      throw new DesignError("trim-impossible", `no weight lies in [${lower}, ${upper}]`, { upper });
    rounds++;
    current.forEach((w, k) => (touched[k] = touched[k] || w < lower || w > upper ? 1 : 0));
    const cut = current.reduce((sum, w) => sum + w - Math.min(upper, Math.max(lower, w)), 0);
    current = current.map((w) => (w > upper ? upper : w < lower ? lower : w + cut / inside));
  } while (strict);
  return {
    weights: current,
    report: { upper, lower, strict, trimmed: touched.reduce((count, flag) => count + flag, 0), rounds },
  };
}
