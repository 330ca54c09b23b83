import type { QualityItem, QualityUnit } from "./quality-unit.ts";

/** Items with the same options that are too few to show a pattern. */
const FEWEST_OF_A_SCALE = 4;
const FEWEST_ITEMS = 8;
const NEARLY_ALL = 0.95;

export interface StraightLineEvidence {
  /** Answered items on scales of four or more items. */
  items: number;
  /** Part of them with the position that is commonest on their scale. */
  sameFraction: number;
  /** Longest run of one position on one scale, in the order in which items are asked. */
  longestRun: number;
  /** Items answered on the scale with that run, and the place of the option, counted from 1. */
  runOf: number;
  position: number;
}

/**
 * Whether an interview has the same place of option over and over among items that are asked with the same scale.
 *
 * Items with the same list of options are one scale. Flagged when at least 95 % of the answers (of 8 or more, on scales
 * of 4 or more) have the commonest position of their scale; not where that is the best
 * option of every scale, since there the same answers may be a clean street.
 * Source: Kim, Dykema, Stevenson, Black & Moberg (2019), Social Science Computer Review 37, 214-233 (nondifferentiation:
 * maximum identical rating).
 *
 * @returns null when there is nothing to ask about
 */
export function straightLine(
  unit: Pick<QualityUnit, "codes">,
  items: readonly QualityItem[],
): StraightLineEvidence | null {
  const scales = new Map<string, { codes: number[]; best: number }>();
  items.forEach(({ options }, i) => {
    const code = unit.codes[i] ?? -1;
    if (code < 0) return;
    const key = options.map(({ value }) => value).join(" ");
    const best = options.reduce((at, { score }, k) => (score > options[at]!.score ? k : at), 0);
    scales.set(key, { codes: [...(scales.get(key)?.codes ?? []), code], best });
  });
  const found = { items: 0, same: 0, longestRun: 0, runOf: 0, position: 0 };
  let isBest = true;
  for (const { codes, best } of scales.values()) {
    if (codes.length < FEWEST_OF_A_SCALE) continue;
    found.items += codes.length;
    const commonest = commonestOf(codes);
    found.same += commonest.times;
    if (commonest.code !== best) isBest = false;
    let run = 0;
    codes.forEach((code, i) => {
      run = code === codes[i - 1] ? run + 1 : 1;
      if (run <= found.longestRun) return;
      Object.assign(found, { longestRun: run, runOf: codes.length, position: code + 1 });
    });
  }
  const { same, ...evidence } = found;
  const sameFraction = same / found.items;
  if (found.items < FEWEST_ITEMS || sameFraction < NEARLY_ALL || isBest) return null;
  return { ...evidence, sameFraction };
}

function commonestOf(codes: readonly number[]): { code: number; times: number } {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  let commonest = { code: -1, times: 0 };
  for (const [code, times] of counts) if (times > commonest.times) commonest = { code, times };
  return commonest;
}
