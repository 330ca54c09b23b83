/** Fewest respondents of a cell that may be shown. */
export const FEWEST_RESPONDENTS = 10;

/** A cell of a table that is to be made public. */
export interface Cell {
  /** Respondents in it. */
  n: number;
  /** All of its respondents answered alike: whoever knows one of them knows what they said. */
  unanimous: boolean;
}

export type Shown =
  | "shown"
  /** Too few respondents, or all of one mind. */
  | "suppressed"
  /** Would give a suppressed one away: together with the total and the other cells. */
  | "complementary";

/**
 * Which cells of a table with a known total may be shown.
 *
 * First every cell with one to nine respondents, or with respondents of one mind, is suppressed. Whoever subtracts the cells
 * shown from the total gets what the suppressed ones hold together: so the smallest of the other cells go, too, until at least two
 * with respondents are suppressed that have ten together. A cell without respondents hides nothing, and nobody. O(cells²).
 *
 * Source: Hundepool et al. (2012), Statistical Disclosure Control, chapter 4 (minimum frequency; secondary suppression).
 *
 * @param cells   that add up to a total which is shown
 * @param fewest  respondents of a cell that may be shown
 * @returns       what becomes of each cell, in their order
 */
export function suppressCells(cells: readonly Cell[], fewest: number = FEWEST_RESPONDENTS): Shown[] {
  const shown = cells.map(({ n, unanimous }): Shown =>
    n > 0 && (n < fewest || unanimous) ? "suppressed" : "shown",
  );
  const hidden = () => cells.filter((_, i) => shown[i] !== "shown");
  while (hidden().length > 0) {
    const together = hidden().reduce((sum, { n }) => sum + n, 0);
    if (hidden().length > 1 && together >= fewest) break;
    const left = cells.flatMap(({ n }, i) => (shown[i] === "shown" && n > 0 ? [{ n, i }] : []));
    const next = left.reduce<{ n: number; i: number } | null>(
      (least, cell) => (least === null || cell.n < least.n ? cell : least),
      null,
    );
    if (!next) break;
    shown[next.i] = "complementary";
  }
  return shown;
}
