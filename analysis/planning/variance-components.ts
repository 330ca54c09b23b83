import type { DontKnowRule, Tally } from "#analysis/tally.ts";
import { kishEffect } from "#analysis/weighting/kish.ts";

export interface StreetSpread {
  n: number;
  mean: number;
  sd: number;
}

/** What a wave tells the next one's plan about own shares, in points of 20. */
export interface VarianceComponents {
  n: number;
  psus: number;
  /** Within a street, between persons. */
  sd: number;
  /** Within PSUs, not below 0. */
  correlation: number;
  /** Its standard error for normal answers, roughly: with some 60 PSUs one wave knows ρ to a few hundredths only. */
  correlationSe: number;
  /** Squared coefficient of variation of the weights within streets. */
  weightCv2: number;
  /** By the street's label in the tally. */
  streets: Map<string, StreetSpread>;
}

interface Sums {
  n: number;
  w: number;
  w2: number;
  ws: number;
  ws2: number;
}

/**
 * Standard deviation of own shares within streets, their correlation within PSUs, and the spread of weights.
 *
 * One-way analysis of variance within streets. MSW = Σ n_i s_i²/(n − PSUs), s_i² weighted. Between PSUs each counts with its
 * Kish effective n, m_i = (Σw)²/Σw², as a weighted mean varies: MSB = Σ m_i (ȳ_i − ȳ_h)²/(PSUs − streets), ȳ_h = Σ m_i ȳ_i/Σ m_i,
 * m₀ = (Σ_i m_i − Σ_h Σ_i m_i²/m_h)/(PSUs − streets). σ_b² = (MSB − MSW)/m₀ (not below 0), σ² = σ_b² + MSW, ρ = σ_b²/σ².
 * se(ρ) = (1 − ρ)(1 + (m₀ − 1)ρ)·√(2/(m₀(m₀ − 1)(PSUs − streets))).
 * Source: Fisher (1925), Statistical Methods for Research Workers, section 39, for se(ρ); Searle, Casella & McCulloch (1992), Variance Components, section 3.6; Kish (1965), section 5.4.
 *
 * O(rows).
 *
 * @returns null with fewer than two PSUs in a street on the average, or nobody asked twice in one
 */
export function varianceComponents(tally: Tally, rule: DontKnowRule = "sheet"): VarianceComponents | null {
  const psus = new Map<string, Sums & { street: number }>();
  const streets = new Map<number, Sums>();
  for (let row = 0; row < tally.rows; row++) {
    const [street, n] = [tally.street[row]!, tally.n[row]!];
    if (street < 0 || n === 0 || !(tally.wHasShare[rule][row]! > 0)) continue;
    const key = `${street} ${tally.stratum[row]} ${tally.psu[row]}`;
    const psu = psus.get(key) ?? { street, ...NONE };
    psus.set(key, psu);
    const whole = streets.get(street) ?? { ...NONE };
    streets.set(street, whole);
    for (const sums of [psu, whole]) {
      sums.n += n;
      sums.w += tally.wHasShare[rule][row]!;
      sums.w2 += tally.sumW2[row]!;
      sums.ws += tally.wShare[rule][row]!;
      sums.ws2 += tally.wShare2[rule][row]!;
    }
  }
  let [within, n] = [0, 0];
  const among = new Map<number, { m: number; m2: number; my: number; my2: number }>();
  for (const psu of psus.values()) {
    const mean = psu.ws / psu.w;
    const m = (psu.w * psu.w) / psu.w2;
    const street = among.get(psu.street) ?? { m: 0, m2: 0, my: 0, my2: 0 };
    among.set(psu.street, street);
    street.m += m;
    street.m2 += m * m;
    street.my += m * mean;
    street.my2 += m * mean * mean;
    within += psu.n * Math.max(0, psu.ws2 / psu.w - mean * mean);
    n += psu.n;
  }
  const inside = n - psus.size;
  const degrees = psus.size - streets.size;
  if (inside <= 0 || degrees <= 0) return null;
  let [between, m0] = [0, 0];
  for (const { m, m2, my, my2 } of among.values()) {
    between += my2 - (my * my) / m;
    m0 += (m - m2 / m) / degrees;
  }
  const msw = within / inside;
  const betweenVariance = Math.max(0, (between / degrees - msw) / m0);
  const variance = betweenVariance + msw;
  if (!(variance > 0)) return null;
  const deff = [...streets.values()].reduce((sum, s) => sum + s.n * kishEffect(s.n, s.w, s.w2).deff, 0) / n;
  const correlation = betweenVariance / variance;
  return {
    n,
    psus: psus.size,
    sd: Math.sqrt(variance),
    correlation,
    correlationSe:
      (1 - correlation) * (1 + (m0 - 1) * correlation) * Math.sqrt(2 / (m0 * Math.max(1, m0 - 1) * degrees)),
    weightCv2: Math.max(0, deff - 1),
    streets: new Map([...streets].map(([street, sums]) => [tally.labels.street[street]!, spreadOf(sums)])),
  };
}

const NONE: Sums = { n: 0, w: 0, w2: 0, ws: 0, ws2: 0 };

function spreadOf({ n, w, ws, ws2 }: Sums): StreetSpread {
  const mean = ws / w;
  const variance = n > 1 ? (n / (n - 1)) * Math.max(0, ws2 / w - mean * mean) : 0;
  return { n, mean, sd: Math.sqrt(variance) };
}
