import type { DesignIndex } from "#analysis/estimation/design-index.ts";
import type { Domain } from "#analysis/estimation/domains.ts";

/** PSUs and strata that hold a response of a domain, and their difference. */
export interface DomainDegrees {
  psus: number;
  strata: number;
  df: number;
}

/**
 * Degrees of freedom of a domain: its active PSUs less its active strata.
 *
 * Source: Korn & Graubard (1999), Analysis of Health Surveys, chapter 5; as R survey's `degf` of a subset.
 */
export function domainDegrees(index: DesignIndex, domain: Domain): DomainDegrees {
  const psuSeen = new Uint8Array(index.psus);
  const stratumSeen = new Uint8Array(index.strata);
  let psus = 0;
  let strata = 0;
  for (const row of domain.rows) {
    const psu = index.psuOfRow[row]!;
    if (psuSeen[psu]) continue;
    psuSeen[psu] = 1;
    psus++;
    const stratum = index.stratumOfPsu[psu]!;
    if (stratumSeen[stratum]) continue;
    stratumSeen[stratum] = 1;
    strata++;
  }
  return { psus, strata, df: psus - strata };
}

/** PSUs less strata of the whole design, drawn PSUs without responses included. */
export function designDegrees(index: DesignIndex): number {
  return index.psus - index.psusInStratum.reduce((count, n) => count + (n > 0 ? 1 : 0), 0);
}

/**
 * Degrees of freedom of a sum of independent estimates: (ΣV)² / Σ(V²/df).
 *
 * Source: Satterthwaite (1946), Biometrics Bulletin 2, 110-114.
 *
 * @param parts  variance contributions (already with their squared coefficients) and their df, at least one
 */
export function satterthwaiteDegrees(parts: readonly { variance: number; df: number }[]): number {
  let sum = 0;
  let weighted = 0;
  for (const { variance, df } of parts) {
    sum += variance;
    weighted += (variance * variance) / df;
  }
  return weighted > 0 ? (sum * sum) / weighted : Math.min(...parts.map((part) => part.df));
}
