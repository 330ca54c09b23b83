import { indexDesign } from "#analysis/estimation/design-index.ts";
import { domainsBy, type Domain } from "#analysis/estimation/domains.ts";
import type { Calibration } from "#analysis/estimation/calibration.ts";
import type { LonelyPsu, SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { Tally, TallyKey } from "#analysis/tally.ts";
import { concatenate, stackTallies } from "#analysis/trends/stack-tallies.ts";
import { stackCalibrations } from "#analysis/trends/stack-calibrations.ts";

/** One wave as it was estimated on its own. */
export interface WaveSample {
  id: string;
  tally: Tally;
  /** Final over base weight per row; null where the weights were not calibrated. */
  factor: Float64Array | null;
  calibration: Calibration | null;
}

/** Several waves as one design in which the wave is a domain. */
export interface StackedWaves {
  tally: Tally;
  design: SurveyDesign;
  /** One domain a wave, in the order given. */
  waves: Domain[];
}

/**
 * Stacks waves that keep some of their PSUs, so that estimates of different waves have a covariance.
 *
 * The same PSU label in the same stratum is the same PSU; one that a wave did not visit counts as a zero of that
 * wave. A stratum therefore has the PSUs of all waves, and a wave's SE differs a little from that on its own.
 * O(rows · items). Source: Berger & Priam (2016), JRSS A 179, 251-272; Wood (2008), Journal of Official Statistics
 * 24, 53-78.
 *
 * @param waves      of one mode and the same items, at least one
 * @param lonelyPsu  for strata with a single PSU in all waves together
 * @throws {DesignError} as `stackTallies`, `stackCalibrations` and `indexDesign`
 */
export function stackWaves(waves: readonly WaveSample[], lonelyPsu: LonelyPsu = "fail"): StackedWaves {
  const tally = stackTallies(waves.map((wave) => wave.tally));
  const sumW = tally.sumW;
  const calibrated = waves.some(({ factor }) => factor !== null);
  const factor = calibrated
    ? concatenate(waves.map((wave) => wave.factor ?? new Float64Array(wave.tally.rows).fill(1)))
    : null;
  const calibration = stackCalibrations(
    waves.map((wave) => ({ id: wave.id, sumW: wave.tally.sumW, calibration: wave.calibration })),
  );
  const design = { index: indexDesign(tally), sumW, factor, calibration, lonelyPsu };
  let end = 0;
  const domains = waves.map(({ id, tally: { rows } }) => {
    const start = end;
    end += rows;
    return {
      id,
      rows: Int32Array.from({ length: rows }, (_, k) => start + k).filter((row) => tally.n[row]! > 0),
    };
  });
  return { tally, design, waves: domains };
}

/**
 * Domains of each wave by a key variable, wave by wave: those of the first, then those of the second.
 *
 * @param variable  the key column, e.g. "street"
 * @param ids       the labels wanted, in the order wanted
 */
export function waveDomainsBy(
  { tally, waves }: Pick<StackedWaves, "tally" | "waves">,
  variable: keyof TallyKey<never>,
  ids: readonly string[],
): Domain[] {
  const everywhere = domainsBy(tally, variable, ids);
  return waves.flatMap((wave) => {
    const inside = new Set(wave.rows);
    return everywhere.map(({ id, rows }) => ({
      id: `${wave.id}|${id}`,
      rows: rows.filter((row) => inside.has(row)),
    }));
  });
}
