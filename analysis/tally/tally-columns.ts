import type { DontKnowRule, Tally, TallyKey } from "#analysis/tally.ts";

/** The key's columns, in the order that rows are sorted by. */
export const KEY_COLUMNS = [
  "stratum",
  "psu",
  "street",
  "ageBand",
  "sex",
] as const satisfies (keyof TallyKey<0>)[];

const BY_ROW = ["n", "sumW", "sumW2"] as const;
const BY_ITEM = [
  "answered",
  "dontKnow",
  "wAnswered",
  "wDontKnow",
  "wScore",
  "wScore2",
  "wSatisfied",
] as const;
const BY_RULE = ["wHasShare", "wShare", "wShare2"] as const;
const RULES: readonly DontKnowRule[] = ["sheet", "other"];

/**
 * The names of a tally's columns of figures, each with how many figures a row it holds; "wShare.other" is `wShare.other`.
 *
 * @param items  how many items the tally has
 */
export function figureColumns(items: number): { name: string; perRow: number }[] {
  return [
    ...BY_ROW.map((name) => ({ name: name as string, perRow: 1 })),
    ...BY_ITEM.map((name) => ({ name: name as string, perRow: items })),
    ...BY_RULE.flatMap((name) => RULES.map((rule) => ({ name: `${name}.${rule}`, perRow: 1 }))),
  ];
}

/**
 * One of a tally's columns of figures, by the name that `figureColumns` gives it.
 *
 * @throws {RangeError} if there is no such column
 */
export function figureColumn(tally: Tally, name: string): Float64Array {
  const [column = "", rule] = name.split(".");
  const found = tally[column as keyof Tally];
  const figures = rule ? (found as Record<string, Float64Array> | undefined)?.[rule] : found;
  if (!(figures instanceof Float64Array)) throw new RangeError(`a tally has no column ${name}`);
  return figures;
}
