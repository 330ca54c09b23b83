import { dimensionScores } from "#analysis/drivers/dimension-scores.ts";
import { fitDrivers, type DriverFit } from "#analysis/drivers/fit-drivers.ts";
import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { criticalValues, tInterval, type Interval } from "#analysis/estimation/intervals.ts";
import { withoutLonely } from "#analysis/score/domain-shares.ts";
import type { ByMode, WaveInput } from "#analysis/score/estimate-wave.ts";
import { checkedDomains } from "#analysis/score/mode-domains.ts";
import { waveDesigns, type ModeDesign } from "#analysis/score/wave-designs.ts";
import { isWithheld, orWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { oneRowAUnit } from "#analysis/tally/one-row-a-unit.ts";
import type { Mode, Tally, UnitRow } from "#analysis/tally.ts";

/** A mode's responses with their weights before raking, and its drawn PSUs without any. */
export interface ModeUnits {
  units: readonly UnitRow[];
  emptyPsus: readonly { stratum: string; psu: string; street: string }[];
}

/** What one dimension means for overall satisfaction, the others held. */
export interface Driver {
  dimension: string;
  /** Standard deviations of overall satisfaction for one of the dimension. */
  importance: number;
  se: number;
  df: number;
  ci: Interval;
  /** Overall score (0 to 1) for a whole score of the dimension. */
  slope: number;
  /** The larger one among the modes used; above 5 the dimension is hard to tell from the others. */
  inflation: number;
}

/** Drivers with what they rest on. */
export interface Drivers {
  drivers: Driver[];
  complete: number;
  respondents: number;
  explained: number;
}

/** Drivers in each mode and combined. */
export interface WaveDrivers {
  combined: Outcome<Drivers>;
  byMode: ByMode<Drivers>;
}

/**
 * Key drivers of overall satisfaction: the overall item regressed on the dimensions' scores of each respondent.
 *
 * Each mode on its own, households raked as for the share; combined λβ_H + (1−λ)β_I with λ²V_H + (1−λ)²V_I, df by
 * Satterthwaite, so that differences between the modes never enter a coefficient. O(units · dimensions²). Source: METHODS.md.
 *
 * @param wave   as for the share; its tallies are not looked at
 * @param units  of both modes
 */
export function estimateDrivers(
  wave: WaveInput,
  units: Record<"household" | "intercept", ModeUnits>,
): WaveDrivers {
  const { sheet, overallItem, lambda, streets, dontKnow, level = 0.95 } = wave;
  const ids = sheet.map(({ id }) => id);
  const tallyOf = (mode: Mode & keyof typeof units): Tally | null => {
    const { units: rows, emptyPsus } = units[mode];
    return rows.length > 0 ? oneRowAUnit(mode, ids, rows, emptyPsus) : null;
  };
  const designs = waveDesigns({ ...wave, household: tallyOf("household"), intercept: tallyOf("intercept") });
  const fitted = (designed: Outcome<ModeDesign>, { units: rows }: ModeUnits): Outcome<DriverFit> => {
    if (isWithheld(designed)) return designed;
    const { tally, design } = designed;
    const { refused } = checkedDomains(tally, design, streets).at(-1)!;
    if (refused) return refused;
    const scores = dimensionScores(rows, sheet, overallItem, dontKnow);
    return orWithheld(() => fitDrivers(scores, withoutLonely(design)));
  };
  const household = fitted(designs.household, units.household);
  const intercept = fitted(designs.intercept, units.intercept);
  const drivers = (fit: Outcome<DriverFit>) =>
    isWithheld(fit) ? fit : combineFits([{ weight: 1, fit }], level);
  const combined = (): Outcome<Drivers> => {
    if (lambda === 1) return drivers(household);
    if (lambda === 0) return drivers(intercept);
    if (isWithheld(household)) return household;
    if (isWithheld(intercept)) return intercept;
    const parts = [{ weight: lambda, fit: household }, { weight: 1 - lambda, fit: intercept }]; // prettier-ignore
    return combineFits(parts, level);
  };
  return { combined: combined(), byMode: { household: drivers(household), intercept: drivers(intercept) } };
}

function combineFits(parts: readonly { weight: number; fit: DriverFit }[], level: number): Drivers {
  const critical = criticalValues(level);
  const sum = (of: (fit: DriverFit) => number) =>
    parts.reduce((total, { weight, fit }) => total + weight * of(fit), 0);
  return {
    drivers: parts[0]!.fit.drivers.map(({ dimension }, d): Driver => {
      const importance = sum(({ drivers }) => drivers[d]!.standardised);
      const pieces = parts.map(({ weight, fit }) => ({
        variance: weight ** 2 * fit.drivers[d]!.variance,
        df: fit.df,
      }));
      const se = Math.sqrt(pieces.reduce((total, { variance }) => total + variance, 0));
      const df = satterthwaiteDegrees(pieces);
      return {
        ...{ dimension, importance, se, df, ci: tInterval(importance, se, df, critical) },
        slope: sum(({ drivers }) => drivers[d]!.slope),
        inflation: Math.max(...parts.map(({ fit }) => fit.drivers[d]!.inflation)),
      };
    }),
    complete: parts.reduce((total, { fit }) => total + fit.complete, 0),
    respondents: parts.reduce((total, { fit }) => total + fit.respondents, 0),
    explained: sum(({ explained }) => explained),
  };
}
