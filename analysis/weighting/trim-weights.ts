import { DesignError } from "#analysis/design-error.ts";
import { weightEffects, type WeightEffects } from "#analysis/weighting/weight-effects.ts";
import { unitRows } from "#analysis/weighting/weighted-rows.ts";

/** Caps in weights, and where the excess goes. */
export interface TrimOptions {
  upper: number;
  lower?: number;
  /** Repeat until no weight lies outside; otherwise once, and a weight may overshoot the cap a little. */
  strict?: boolean;
  /** What was cut goes to the weights inside in equal amounts, or in proportion to them; default "equally". */
  spread?: "equally" | "in-proportion";
}

/** What trimming did. */
export interface TrimReport extends WeightEffects {
  upper: number;
  lower: number;
  strict: boolean;
  spread: "equally" | "in-proportion";
  /** Weights that were cut at least once. */
  trimmed: number;
  rounds: number;
}

/**
 * Cuts weights to [lower, upper] and spreads what was cut over the weights that were inside, so that their sum stays.
 * Spread in equal amounts it has the semantics of R survey's `trimWeights`.
 *
 * Source: Valliant, Dever & Kreuter (2018), chapter 14. O(weights · rounds).
 *
 * @param weights  positive, at least one
 * @throws {DesignError} `trim-impossible` if no weight lies inside to take the rest
 */
export function trimWeights(
  weights: Float64Array,
  { upper, lower = -Infinity, strict = false, spread = "equally" }: TrimOptions,
): { weights: Float64Array; report: TrimReport } {
  let current = weights;
  const touched = new Uint8Array(weights.length);
  let rounds = 0;
  do {
    let [inside, sumInside, cut] = [0, 0, 0];
    for (const w of current) {
      if (w > upper) cut += w - upper;
      else if (w < lower) cut += w - lower;
      else {
        inside++;
        sumInside += w;
      }
    }
    if (inside === current.length) break;
    if (inside === 0)
      throw new DesignError("trim-impossible", `no weight lies in [${lower}, ${upper}]`, { upper });
    rounds++;
    current.forEach((w, k) => (touched[k] = touched[k] || w < lower || w > upper ? 1 : 0));
    const [stretch, shift] = spread === "equally" ? [1, cut / inside] : [1 + cut / sumInside, 0];
    current = current.map((w) => (w > upper ? upper : w < lower ? lower : w * stretch + shift));
  } while (strict);
  return {
    weights: current,
    report: {
      upper,
      lower,
      strict,
      spread,
      trimmed: touched.reduce((count, flag) => count + flag, 0),
      rounds,
      ...weightEffects(
        unitRows(weights),
        current.map((w, k) => w / weights[k]!),
      ),
    },
  };
}
