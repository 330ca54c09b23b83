import type { DesignIndex } from "#analysis/estimation/design-index.ts";
import { linearisedCovariance } from "#analysis/estimation/linearised-covariance.ts";

/** The PSUs of one wave's design, each with its stratum. */
export interface WavePsus {
  strata: readonly string[];
  stratumOfPsu: readonly number[];
  psus: readonly string[];
}

/** Designs of several waves below one another: where each wave's PSUs stand among all. */
export interface PsuStack {
  index: Omit<DesignIndex, "psuOfRow">;
  /** Per wave, per PSU of its own. */
  places: Int32Array[];
}

/**
 * Stacks the designs of waves: the same PSU label in the same stratum is the same PSU. O(PSUs of all waves).
 *
 * @param waves  of one mode, at least one
 */
export function stackPsus(waves: readonly WavePsus[]): PsuStack {
  const strata = new Map<string, number>();
  const psus = new Map<string, number>();
  const stratumOfPsu: number[] = [];
  const places = waves.map((wave) => {
    const stratum = wave.strata.map((label) => numberOf(strata, label));
    return Int32Array.from(wave.psus, (label, psu) => {
      const own = stratum[wave.stratumOfPsu[psu]!]!;
      const place = numberOf(psus, `${own} ${label}`);
      stratumOfPsu[place] = own;
      return place;
    });
  });
  const psusInStratum = new Int32Array(strata.size);
  for (const stratum of stratumOfPsu) psusInStratum[stratum]!++;
  const index = {
    psus: psus.size,
    strata: strata.size,
    stratumLabels: [...strata.keys()],
    stratumOfPsu: Int32Array.from(stratumOfPsu),
    psusInStratum,
  };
  return { index, places };
}

/**
 * Covariance between the waves' estimates of one figure from each wave's own linearised PSU totals:
 *
 * V_st = Σ_h n_h/(n_h − 1) Σ_i (z_hi^s − z̄_h^s)(z_hi^t − z̄_h^t), n_h the stratum's PSUs of all waves, a PSU that a wave
 * did not visit counting as its zero. The same as `designCovariance` of `stackWaves`, without a row of the tallies.
 * A stratum of a single PSU in all waves together adds nothing: what it silences was withheld within its wave.
 * O(PSUs · waves²). Source: Berger & Priam (2016), JRSS A 179, 251-272; Wood (2008), J. Official Statistics 24, 53-78.
 *
 * @param totals  per wave, one for each of its PSUs
 * @returns       waves × waves, row-major
 */
export function stackedCovariance(
  { index, places }: PsuStack,
  totals: readonly Float64Array[],
): Float64Array {
  const waves = places.length;
  const all = new Float64Array(index.psus * waves);
  places.forEach((place, wave) => place.forEach((at, psu) => (all[at * waves + wave] = totals[wave]![psu]!)));
  return linearisedCovariance(all, waves, { ...index, psuOfRow: new Int32Array(0) }, "certainty");
}

function numberOf(known: Map<string, number>, label: string): number {
  const found = known.get(label);
  if (found !== undefined) return found;
  known.set(label, known.size);
  return known.size - 1;
}
