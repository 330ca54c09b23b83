import { criticalValues } from "#analysis/estimation/intervals.ts";
import type { LonelyPsu } from "#analysis/estimation/survey-design.ts";
import { checkWaveInput } from "#analysis/score/check-wave-input.ts";
import { combineCovariances, combineItems, combineShares } from "#analysis/score/combine-modes.ts";
import { toEstimate, toItemEstimate, type Estimate, type ItemEstimate } from "#analysis/score/estimate.ts";
import { estimateMode, type ModeEstimates } from "#analysis/score/estimate-mode.ts";
import { flagsOf, type Flag } from "#analysis/score/flags.ts";
import type { ControlTotals, HouseholdRaking } from "#analysis/score/household-calibration.ts";
import { silentMode } from "#analysis/score/silent-mode.ts";
import { estimateOnline, type OnlineEstimates } from "#analysis/score/online.ts";
import { waveDesigns, type ModeDesign } from "#analysis/score/wave-designs.ts";
import { isWithheld, orWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { DontKnowRule, SheetItem, Tally } from "#analysis/tally.ts";

/** A wave as estimation sees it: tallies, sheet, population. */
export interface WaveInput {
  /** One tally a mode, null where nobody was asked that way; weights before raking. */
  household: Tally | null;
  intercept: Tally | null;
  online: Tally | null;
  /** Items in the tallies' order; Σ weight = 1. */
  sheet: readonly SheetItem[];
  /** The item that stands apart (weight 0). */
  overallItem: string;
  controlTotals: ControlTotals;
  /** Households' part of the combined share, in [0, 1], fixed before fieldwork. */
  lambda: number;
  streets: readonly string[];
  dontKnow: DontKnowRule;
  /** Of the intervals; 0.95 unless given. */
  level?: number;
  /** "fail" unless given. */
  lonelyPsu?: LonelyPsu;
}

/** One outcome for each probability mode. */
export type ByMode<T> = Record<"household" | "intercept", Outcome<T>>;

/** A street's or the district's share, combined and by mode. */
export interface DomainEstimates {
  combined: Outcome<Estimate>;
  byMode: ByMode<Estimate>;
  flags: Flag[];
}

/** An item's mean score over all streets, combined and by mode. */
export interface ItemEstimates {
  id: string;
  dimension: string;
  weight: number;
  combined: Outcome<ItemEstimate>;
  byMode: ByMode<ItemEstimate>;
}

/** Everything that is published of a wave. */
export interface WaveEstimates {
  lambda: number;
  dontKnow: DontKnowRule;
  level: number;
  overall: DomainEstimates;
  streets: ({ street: string } & DomainEstimates)[];
  /** Every item but the overall one, in the sheet's order. */
  items: ItemEstimates[];
  overallItem: ItemEstimates;
  online: Outcome<OnlineEstimates>;
  /** Of the combined shares, points²: streets that are not withheld and, last where given, "overall". */
  covariance: { ids: string[]; matrix: number[][] };
  raking: Outcome<HouseholdRaking>;
}

/**
 * A wave's estimates from its tallies: share and satisfaction rate by street and overall, by mode and combined.
 *
 * Households are raked to the control totals; intercepts keep their weights (passages); online answers stand
 * beside. Every figure comes with its uncertainty or is withheld with the reason. O(rows · (items + streets)).
 * Source: METHODS.md.
 *
 * @throws {TypeError | RangeError} if sheet, tallies, λ or level do not fit together
 */
export function estimateWave(input: WaveInput): WaveEstimates {
  checkWaveInput(input);
  const { sheet, overallItem, lambda, streets, dontKnow, level = 0.95 } = input;
  const critical = criticalValues(level);
  const designs = waveDesigns(input);
  const mode = (asked: Tally | null, designed: Outcome<ModeDesign>): ModeEstimates => {
    if (isWithheld(designed)) return silentMode(input, asked, designed);
    const { tally, design } = designed;
    const estimates = orWithheld(() => estimateMode(tally, design, sheet, dontKnow, streets));
    return isWithheld(estimates) ? silentMode(input, tally, estimates) : estimates;
  };
  const household = mode(input.household, designs.household);
  const intercept = mode(input.intercept, designs.intercept);

  const moments = household.domains.map((h, d) => combineShares(lambda, h, intercept.domains[d]!));
  const domain = (d: number): DomainEstimates => {
    const combined = toEstimate(moments[d]!, critical);
    const byMode = {
      household: toEstimate(household.domains[d]!, critical),
      intercept: toEstimate(intercept.domains[d]!, critical),
    };
    return { combined, byMode, flags: flagsOf(moments[d]!, combined) };
  };
  const items = sheet.map(({ id, dimension, weight }, i): ItemEstimates => {
    const [h, p] = [household.items[i]!, intercept.items[i]!];
    const byMode = { household: toItemEstimate(h, critical), intercept: toItemEstimate(p, critical) };
    return { id, dimension, weight, combined: toItemEstimate(combineItems(lambda, h, p), critical), byMode };
  });

  const ids = [...streets, "overall"];
  const given = ids.map((_, d) => d).filter((d) => !isWithheld(moments[d]!));
  const covariance = combineCovariances(lambda, household.covariance, intercept.covariance);
  return {
    lambda,
    dontKnow,
    level,
    overall: domain(streets.length),
    streets: streets.map((street, d) => ({ street, ...domain(d) })),
    items: items.filter(({ id }) => id !== overallItem),
    overallItem: items.find(({ id }) => id === overallItem) as ItemEstimates,
    online: estimateOnline(input.online, sheet, dontKnow, moments[streets.length]!, critical),
    covariance: {
      ids: given.map((d) => ids[d]!),
      matrix: given.map((a) => given.map((b) => covariance[a * ids.length + b]!)),
    },
    raking: designs.raking,
  };
}
