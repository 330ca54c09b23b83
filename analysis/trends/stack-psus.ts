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
  index: DesignIndex;
  /** Per wave, per PSU of its own. */
  places: Int32Array[];
}

/** Stacks made before, by the first design, then the second, and so on: kept as long as the designs are. */
interface Known {
  stack?: PsuStack;
  next: WeakMap<WavePsus, Known>;
}

const known: Known = { next: new WeakMap() };

/**
 * Stacks the designs of waves: the same PSU label in the same stratum is the same PSU. O(PSUs of all waves), O(waves)
 * for the same designs again: every figure of the same waves rests on one stack.
 *
 * @param waves  of one mode, at least one; not changed afterwards
 */
export function stackPsus(waves: readonly WavePsus[]): PsuStack {
  let place = known;
  for (const wave of waves) {
    const next = place.next.get(wave) ?? { next: new WeakMap() };
    place.next.set(wave, next);
    place = next;
  }
  return (place.stack ??= makeStack(waves));
}

function makeStack(waves: readonly WavePsus[]): PsuStack {
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
    psuOfRow: new Int32Array(0),
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
  for (let wave = 0; wave < waves; wave++) {
    const [place, own] = [places[wave]!, totals[wave]!];
    for (let psu = 0; psu < place.length; psu++) all[place[psu]! * waves + wave] = own[psu]!;
  }
  return linearisedCovariance(all, waves, index, "certainty");
}

function numberOf(seen: Map<string, number>, label: string): number {
  const found = seen.get(label);
  if (found !== undefined) return found;
  seen.set(label, seen.size);
  return seen.size - 1;
}
