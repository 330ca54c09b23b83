import type { Domain } from "#analysis/estimation/domains.ts";
import type { DontKnowRule, Tally } from "#analysis/tally.ts";
import { kishEffect, type KishEffect } from "#analysis/weighting/kish.ts";

/** Mean and spread of respondents' own shares s̃ in a population: points and points². */
export interface OwnShares {
  mean: number;
  variance: number;
}

/**
 * Weighted mean and variance, n/(n−1)·Σw(s̃−mean)²/Σw, of own shares in a domain, in points of 20.
 *
 * A simple random sample of n would give the share the variance `variance / n`: the base of its design effect.
 * Source: Kish (1965), section 8.2; `deff_with_replacement` of R survey.
 *
 * @param domain  with at least two responses
 */
export function ownShares(
  tally: Tally,
  rule: DontKnowRule,
  factor: Float64Array | null,
  domain: Domain,
): OwnShares {
  let [n, sumW, sumS, sumS2] = [0, 0, 0, 0];
  for (const row of domain.rows) {
    const g = factor ? factor[row]! : 1;
    n += tally.n[row]!;
    sumW += g * tally.wHasShare[rule][row]!;
    sumS += g * tally.wShare[rule][row]!;
    sumS2 += g * tally.wShare2[rule][row]!;
  }
  const mean = sumS / sumW;
  return { mean, variance: (n / (n - 1)) * Math.max(0, sumS2 / sumW - mean * mean) };
}

/** Kish's effect of the final weights in a domain; final weights are base weights times the row's factor. */
export function domainKish(tally: Tally, factor: Float64Array | null, domain: Domain): KishEffect {
  let [n, sumW, sumW2] = [0, 0, 0];
  for (const row of domain.rows) {
    const g = factor ? factor[row]! : 1;
    n += tally.n[row]!;
    sumW += g * tally.sumW[row]!;
    sumW2 += g * g * tally.sumW2[row]!;
  }
  return kishEffect(n, sumW, sumW2);
}
