import type { RatioTable } from "#analysis/estimation/ratio-composite.ts";
import type { DontKnowRule, SheetItem, Tally } from "#analysis/tally.ts";

/** Whether "don't know" counts as an answer scoring 0 for an item, under a rule. */
export function dontKnowCounts(item: Pick<SheetItem, "dontKnow">, rule: DontKnowRule): boolean {
  return (item.dontKnow === "zero") === (rule === "sheet");
}

/**
 * Σway over Σwa, and Σws over Σwa, of a tally under a don't-know rule.
 *
 * The two tables share their denominator: substantive answers, and "don't know" where the rule counts it as zero.
 * O(rows · items), without copying where no item counts "don't know".
 */
export function countedAnswers(
  tally: Tally,
  sheet: readonly Pick<SheetItem, "dontKnow">[],
  rule: DontKnowRule,
): { score: RatioTable; satisfied: RatioTable } {
  const counts = sheet.map((item) => dontKnowCounts(item, rule));
  let denominator = tally.wAnswered;
  if (counts.includes(true)) {
    denominator = Float64Array.from(tally.wAnswered);
    counts.forEach((counted, i) => {
      if (counted)
        for (let cell = i; cell < denominator.length; cell += counts.length)
          denominator[cell]! += tally.wDontKnow[cell]!;
    });
  }
  const { items, rows } = tally;
  return {
    score: { items, rows, numerator: tally.wScore, denominator },
    satisfied: { items, rows, numerator: tally.wSatisfied, denominator },
  };
}
