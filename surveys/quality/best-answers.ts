import { newcombe, wilson } from "./intervals.ts";
import type { QualityItem, QualityUnit } from "./quality-unit.ts";

const FEWEST_ITEMS = 10;
/** Part of the items asked that must have been answered. */
const MOSTLY_ANSWERED = 0.8;

/**
 * Whether every answer is the best there is, so that the respondent's own share is 20 of 20.
 *
 * Of the items in the share at least ten must have been answered, and 80 % of those asked; don't know is no best answer
 * and no other one.
 */
export function isAllBest({ codes }: Pick<QualityUnit, "codes">, items: readonly QualityItem[]): boolean {
  let answered = 0;
  let asked = 0;
  for (const [i, { weight, options }] of items.entries()) {
    const code = codes[i] ?? null;
    if (code === null || weight === 0) continue;
    asked++;
    if (code < 0) continue;
    answered++;
    if (options[code]!.score < Math.max(...options.map(({ score }) => score))) return false;
  }
  return answered >= FEWEST_ITEMS && answered >= MOSTLY_ANSWERED * asked;
}

export interface BestRate {
  best: number;
  n: number;
  rate: number;
  /** 95 %, Wilson. */
  interval: [number, number];
  /** The rest of the wave; null when there is none. */
  rest: { best: number; n: number; rate: number } | null;
  /** "higher", "lower" where the 95 % interval of the difference from the rest leaves out 0. */
  against: "higher" | "lower" | "same" | null;
}

/**
 * How many interviews of each group have everything at its best, beside all others.
 *
 * People are coached on the best options before an assessment; a group that has them much more often than others is
 * one to ask about. Wilson's interval for the rate, Newcombe's for the difference; one group in twenty differs by
 * chance alone. The interviews of a group are not independent, so intervals are, if anything, too short.
 * Source: Wilson (1927), JASA 22, 209-212; Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
 *
 * @param rows  one an interview; those without a group count in the rest only
 */
export function bestRates(rows: readonly { group: string | null; best: boolean }[]): Map<string, BestRate> {
  const all = { best: 0, n: 0 };
  const groups = new Map<string, { best: number; n: number }>();
  for (const { group, best } of rows) {
    const counted = group === null ? null : (groups.get(group) ?? { best: 0, n: 0 });
    for (const sum of counted ? [all, counted] : [all]) {
      sum.n++;
      if (best) sum.best++;
    }
    if (group !== null && counted) groups.set(group, counted);
  }
  return new Map(
    [...groups].map(([group, { best, n }]) => {
      const others = { best: all.best - best, n: all.n - n };
      const rest = others.n > 0 ? { ...others, rate: others.best / others.n } : null;
      const difference = rest && newcombe(best, n, others.best, others.n);
      const against = difference && (difference[0] > 0 ? "higher" : difference[1] < 0 ? "lower" : "same");
      return [group, { best, n, rate: best / n, interval: wilson(best, n), rest, against }];
    }),
  );
}
