import { criticalValues, tInterval, type CriticalValue, type Interval } from "#analysis/estimation/intervals.ts"; // prettier-ignore
import { checkWaveInput } from "#analysis/score/check-wave-input.ts";
import { combineCovariances, combineLosses } from "#analysis/score/combine-modes.ts";
import { countedAnswers } from "#analysis/score/counted-answers.ts";
import type { ByMode, WaveInput } from "#analysis/score/estimate-wave.ts";
import { lossParts, type LossDetail } from "#analysis/score/loss-parts.ts";
import { checkedDomains } from "#analysis/score/mode-domains.ts";
import { modeLosses, type LossMoments, type ModeLosses } from "#analysis/score/mode-losses.ts";
import { waveDesigns, type ModeDesign } from "#analysis/score/wave-designs.ts";
import { isWithheld, orWithheld, type Outcome } from "#analysis/score/withheld.ts";

/** Points lost, with their t interval (not cut at 0). */
export interface Loss {
  lost: number;
  se: number;
  ci: Interval;
  df: number;
}

/** Points that one part of the sheet loses in one domain. */
export interface PartLoss {
  /** An item, a dimension, or "total". */
  part: string;
  /** Points at stake in it. */
  points: number;
  combined: Outcome<Loss>;
  byMode: ByMode<Loss>;
}

/** Points lost of a wave with their whole covariance. */
export interface WaveLosses {
  detail: LossDetail;
  /** The streets and, last, "overall". */
  domains: { id: string; parts: PartLoss[] }[];
  /** Of the combined losses, points²: cells not withheld, as [domain, part], in the order of rows and columns. */
  covariance: { cells: [domain: string, part: string][]; matrix: number[][] };
}

/**
 * Where a wave's points are lost: 20·ω·(1 − R) by item or dimension, by street and overall, by mode and combined.
 *
 * λ, raking, don't-know rule and withholding as in `estimateWave`; a part's losses sum to 20 less its share.
 * O(rows · cells + psus · cells²), cells = (streets + 1) · parts. Source: METHODS.md.
 *
 * @throws {TypeError | RangeError} as `estimateWave`
 */
export function estimateLosses(input: WaveInput, detail: LossDetail = "dimension"): WaveLosses {
  checkWaveInput(input);
  const { sheet, lambda, streets, dontKnow, level = 0.95 } = input;
  const critical = criticalValues(level);
  const parts = lossParts(sheet, detail);
  const ids = [...streets, "overall"];
  const size = ids.length * parts.length;
  const mode = (designed: Outcome<ModeDesign>): ModeLosses => {
    const losses = isWithheld(designed)
      ? designed
      : orWithheld(() => {
          const { tally, design } = designed;
          const { score } = countedAnswers(tally, sheet, dontKnow);
          return modeLosses(score, parts, design, checkedDomains(tally, design, streets), tally.mode);
        });
    if (!isWithheld(losses)) return losses;
    return { cells: new Array(size).fill(losses), covariance: new Float64Array(size * size) };
  };
  const designs = waveDesigns(input);
  const [household, intercept] = [mode(designs.household), mode(designs.intercept)];
  const combined = household.cells.map((h, cell) => combineLosses(lambda, h, intercept.cells[cell]!));
  const covariance = combineCovariances(lambda, household.covariance, intercept.covariance);
  const places = combined.map((_, cell) => cell).filter((cell) => !isWithheld(combined[cell]!));
  const idOf = (cell: number): [string, string] => [
    ids[Math.floor(cell / parts.length)]!,
    parts[cell % parts.length]!.id,
  ];
  return {
    detail,
    domains: ids.map((id, d) => ({
      id,
      parts: parts.map(({ id: part, points }, p) => {
        const cell = d * parts.length + p;
        const of = (losses: readonly Outcome<LossMoments>[]) => toLoss(losses[cell]!, critical);
        const byMode = { household: of(household.cells), intercept: of(intercept.cells) };
        return { part, points, combined: of(combined), byMode };
      }),
    })),
    covariance: {
      cells: places.map(idOf),
      matrix: places.map((a) => pickRow(covariance.subarray(a * size, (a + 1) * size), places)),
    },
  };
}

function pickRow(row: Float64Array, places: readonly number[]): number[] {
  return places.length === row.length ? Array.from(row) : places.map((place) => row[place]!);
}

function toLoss(loss: Outcome<LossMoments>, critical: CriticalValue): Outcome<Loss> {
  if (isWithheld(loss)) return loss;
  const { lost, variance, df } = loss;
  const se = Math.sqrt(variance);
  return { lost, se, ci: tInterval(lost, se, df, critical), df };
}
