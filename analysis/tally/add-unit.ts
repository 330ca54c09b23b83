import type { Tally, UnitRow } from "#analysis/tally.ts";

/**
 * Adds one response to a row of a tally, in place.
 *
 * @throws {TypeError} if its weight is not a positive number, or an answer has no score
 */
export function addUnit(tally: Tally, row: number, unit: UnitRow): void {
  const { weight } = unit;
  if (!(weight > 0 && weight < Infinity)) throw new TypeError(`a response has the weight ${weight}`);
  tally.n[row]! += 1;
  tally.sumW[row]! += weight;
  tally.sumW2[row]! += weight * weight;
  for (let item = 0; item < tally.items.length; item++) {
    const code = unit.codes[item] ?? null;
    if (code === null || code < -1) continue;
    const cell = row * tally.items.length + item;
    if (code === -1) {
      tally.dontKnow[cell]! += 1;
      tally.wDontKnow[cell]! += weight;
      continue;
    }
    const score = unit.scores[item] ?? null;
    if (score === null) throw new TypeError(`an answer to ${tally.items[item]} has no score`);
    tally.answered[cell]! += 1;
    tally.wAnswered[cell]! += weight;
    tally.wScore[cell]! += weight * score;
    tally.wScore2[cell]! += weight * score * score;
    if (unit.satisfied[item]) tally.wSatisfied[cell]! += weight;
  }
  addOwnShare(tally, "sheet", row, weight, unit.ownShareSheet);
  addOwnShare(tally, "other", row, weight, unit.ownShareOther);
}

function addOwnShare(
  tally: Tally,
  rule: "sheet" | "other",
  row: number,
  weight: number,
  share: number | null,
): void {
  if (share === null) return;
  tally.wHasShare[rule][row]! += weight;
  tally.wShare[rule][row]! += weight * share;
  tally.wShare2[rule][row]! += weight * share * share;
}
