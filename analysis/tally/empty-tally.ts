import type { Mode, Tally } from "#analysis/tally.ts";

/** A tally of `rows` rows with every sum 0 and every key unknown, to be filled in place. */
export function emptyTally(mode: Mode, items: readonly string[], rows: number): Tally {
  const perRow = () => new Float64Array(rows);
  const perItem = () => new Float64Array(rows * items.length);
  const perRule = () => ({ sheet: perRow(), other: perRow() });
  const key = () => new Int32Array(rows).fill(-1);
  return {
    mode,
    items,
    rows,
    labels: { stratum: [], psu: [], street: [], ageBand: [], sex: [] },
    stratum: key(),
    psu: key(),
    street: key(),
    ageBand: key(),
    sex: key(),
    n: perRow(),
    sumW: perRow(),
    sumW2: perRow(),
    answered: perItem(),
    dontKnow: perItem(),
    wAnswered: perItem(),
    wDontKnow: perItem(),
    wScore: perItem(),
    wScore2: perItem(),
    wSatisfied: perItem(),
    wHasShare: perRule(),
    wShare: perRule(),
    wShare2: perRule(),
  };
}
