import { benjaminiHochbergAdjusted } from "#analysis/estimation/adjust-p-values.ts";
import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { checkWaveInput } from "#analysis/score/check-wave-input.ts";
import { combineLosses } from "#analysis/score/combine-modes.ts";
import { contrastShares } from "#analysis/score/contrast-shares.ts";
import { countedAnswers } from "#analysis/score/counted-answers.ts";
import type { WaveInput } from "#analysis/score/estimate-wave.ts";
import { lossParts, type LossDetail, type LossPart } from "#analysis/score/loss-parts.ts";
import { checkedDomains } from "#analysis/score/mode-domains.ts";
import { modeLosses, type ModeLosses } from "#analysis/score/mode-losses.ts";
import { waveDesigns, type ModeDesign } from "#analysis/score/wave-designs.ts";
import { isWithheld, orWithheld, type Outcome } from "#analysis/score/withheld.ts";

/** What a street loses at one item beyond what the district loses there. */
export interface ItemDifference {
  /** Points lost in the street. */
  lost: number;
  /** Points lost in the street less those in the district: above 0, the street is worse. */
  difference: number;
  se: number;
  df: number;
  /** Two-sided, of no difference; on its own, and allowing for all cells of the table. */
  p: number;
  adjusted: number;
}

/** The row of one item, or of one dimension: a cell for each street, in the order of `streets`. */
export interface ItemRow {
  item: string;
  /** The item's, or the row itself. */
  dimension: string;
  /** Points at stake. */
  points: number;
  cells: Outcome<ItemDifference>[];
}

/**
 * Points lost by item (or dimension) and street against the district's, each cell tested for being different from the district.
 *
 * Combined by λ. The street is part of the district, so V = V_s + V_d − 2·C_sd within each mode; λ²V_H + (1−λ)²V_I, df
 * by Satterthwaite over the modes, each with the street's own df (the fewer). P-values are adjusted by Benjamini and
 * Hochberg over all cells that are given. O(rows · cells + items · psus · streets²). Source: METHODS.md.
 *
 * @throws {TypeError | RangeError} as `estimateWave`
 */
export function estimateItemDifferences(
  input: WaveInput,
  detail: Exclude<LossDetail, "total"> = "item",
): ItemRow[] {
  checkWaveInput(input);
  const { sheet, streets, lambda } = input;
  const designs = waveDesigns(input);
  const [household, intercept] = [
    lossesByItem(designs.household, input),
    lossesByItem(designs.intercept, input),
  ];
  const rows = lossParts(sheet, detail).map((part): ItemRow => {
    const { id, points } = part;
    const [h, i] = [household(part), intercept(part)];
    const cells = streets.map((_, s) => streetCell(lambda, h, i, s));
    const dimension = detail === "dimension" ? id : sheet.find((item) => item.id === id)!.dimension;
    return { item: id, dimension, points, cells };
  });
  const given = rows.flatMap(({ cells }) =>
    cells.filter((cell): cell is ItemDifference => !isWithheld(cell)),
  );
  const adjusted = benjaminiHochbergAdjusted(given.map(({ p }) => p));
  given.forEach((cell, c) => (cell.adjusted = adjusted[c]!));
  return rows;
}

/** Losses of one mode at an item in the streets and, last, the district. */
function lossesByItem(
  designed: Outcome<ModeDesign>,
  { sheet, streets, dontKnow }: WaveInput,
): (part: LossPart) => ModeLosses {
  const size = streets.length + 1;
  const silent = (reason: ModeLosses["cells"][number]): ModeLosses => ({
    cells: new Array(size).fill(reason),
    covariance: new Float64Array(size * size),
  });
  if (isWithheld(designed)) return () => silent(designed);
  const { tally, design } = designed;
  const { score } = countedAnswers(tally, sheet, dontKnow);
  const checked = checkedDomains(tally, design, streets);
  return (part) => {
    const losses = orWithheld(() => modeLosses(score, [part], design, checked, tally.mode));
    return isWithheld(losses) ? silent(losses) : losses;
  };
}

function streetCell(
  lambda: number,
  household: ModeLosses,
  intercept: ModeLosses,
  street: number,
): Outcome<ItemDifference> {
  const district = household.cells.length - 1;
  const at = (cell: number) => combineLosses(lambda, household.cells[cell]!, intercept.cells[cell]!);
  const [own, all] = [at(street), at(district)];
  if (isWithheld(own)) return own;
  if (isWithheld(all)) return all;
  const parts = [
    { mode: household, weight: lambda },
    { mode: intercept, weight: 1 - lambda },
  ]
    .filter(({ weight }) => weight > 0)
    .map(({ mode, weight }) => {
      const { covariance, cells } = mode;
      const [s, d] = [street * cells.length, district * cells.length];
      const variance = covariance[s + street]! + covariance[d + district]! - 2 * covariance[s + district]!;
      return { variance: weight ** 2 * Math.max(0, variance), df: (cells[street] as { df: number }).df };
    });
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  return orWithheld(() => {
    const shares = [{ share: own.lost - all.lost, df: satterthwaiteDegrees(parts) }];
    const { estimate, se, df, p } = contrastShares(shares, [variance], [1]);
    return { lost: own.lost, difference: estimate, se, df, p, adjusted: p };
  });
}
