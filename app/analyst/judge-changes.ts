import { changeOfFigure, simultaneousLevel } from "#analysis/trends/change-of-figure.ts";
import { comparable, figureIn, type PartOfWave } from "#analysis/trends/part-of-wave.ts";
import { isWithheld, orWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";

/** A change between two waves, and whether it is more than noise. */
export interface JudgedChange {
  before: number;
  after: number;
  estimate: number;
  se: number;
  /** Holds together with those of the other changes it was judged with. */
  ci: [number, number];
  df: number;
  correlation: number;
  seIfIndependent: number;
  real: boolean;
}

/** A figure of two waves. */
export interface ChangePair {
  before: PartOfWave | null;
  after: PartOfWave | null;
  domain: string;
}

/** Of all intervals of a family together. */
export const CHANGE_LEVEL = 0.95;

/**
 * Changes of several figures, their intervals so wide that all of them together cover with 95 % (Šidák): a change is
 * "real" where its interval leaves zero out.
 */
export function judgeChanges(pairs: readonly ChangePair[]): Outcome<JudgedChange>[] {
  const level = simultaneousLevel(Math.max(1, pairs.length), CHANGE_LEVEL);
  return pairs.map(({ before, after, domain }) => {
    const reason = missing(before, domain) ?? missing(after, domain);
    if (reason) return reason;
    return orWithheld((): JudgedChange => {
      const [first, second] = [comparable(before!, domain)!, comparable(after!, domain)!];
      const change = changeOfFigure(first, second, level);
      const { estimate, se, df, interval, correlation, seIfIndependent } = change;
      return {
        ...{ before: first.estimate, after: second.estimate, estimate, se, ci: interval, df },
        ...{ correlation, seIfIndependent, real: interval[0] > 0 || interval[1] < 0 },
      };
    });
  });
}

function missing(wave: PartOfWave | null, domain: string) {
  const figure = wave && figureIn(wave, domain);
  if (!figure) return withheld("not-in-both-waves");
  return isWithheld(figure) ? figure : null;
}
