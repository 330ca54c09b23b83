import { dontKnowCounts } from "#analysis/score/counted-answers.ts";
import type { DontKnowRule, SheetItem, UnitRow } from "#analysis/tally.ts";

/** Scores of each respondent: one column a dimension, and the item that stands apart. */
export interface RespondentScores {
  dimensions: string[];
  /** By dimension, per respondent in [0, 1]; NaN where none of its items counts. */
  columns: Float64Array[];
  /** Of the overall item, NaN where it does not count. */
  overall: Float64Array;
}

/**
 * What each respondent scores in each dimension: Σ ω a y / Σ ω a over its items, as the share is made within a person.
 *
 * O(units · items).
 *
 * @param sheet  items in the order of the units' codes
 */
export function dimensionScores(
  units: readonly UnitRow[],
  sheet: readonly SheetItem[],
  overallItem: string,
  rule: DontKnowRule,
): RespondentScores {
  const dimensions = [...new Set(sheet.filter(({ weight }) => weight > 0).map(({ dimension }) => dimension))];
  const itemsOf = (dimension: string) =>
    [...sheet.keys()].filter((i) => sheet[i]!.weight > 0 && sheet[i]!.dimension === dimension);
  const score = (unit: UnitRow, items: readonly number[]): number => {
    let [earned, possible] = [0, 0];
    for (const i of items) {
      const code = unit.codes[i] ?? null;
      const counts = code !== null && (code >= 0 || (code === -1 && dontKnowCounts(sheet[i]!, rule)));
      if (!counts) continue;
      const weight = sheet[i]!.weight || 1;
      possible += weight;
      earned += weight * (code >= 0 ? (unit.scores[i] ?? 0) : 0);
    }
    return possible > 0 ? earned / possible : NaN;
  };
  const columnOf = (items: readonly number[]) => Float64Array.from(units, (unit) => score(unit, items));
  return {
    dimensions,
    columns: dimensions.map((dimension) => columnOf(itemsOf(dimension))),
    overall: columnOf([sheet.findIndex(({ id }) => id === overallItem)]),
  };
}
