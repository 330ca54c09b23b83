import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { criticalValues, tInterval, type Interval } from "#analysis/estimation/intervals.ts";
import { targetProbabilities } from "#analysis/ranking/target-probabilities.ts";

/** Points that each part of a year's score is worth. */
export const YEAR_PARTS = { documents: 40, onSite: 40, survey: 20 } as const;
export type YearPart = keyof typeof YEAR_PARTS;

/** Weight of each year in the three-year cycle, the first year first. */
export const CYCLE_WEIGHTS = [0.15, 0.25, 0.6] as const;

/** Points that are known: exactly (se 0), or from a survey. */
export interface KnownPoints {
  points: number;
  se: number;
  /** Infinity where exact. */
  df: number;
}

/** A year as far as it is known: its parts, or its total where only that was told. */
export interface YearKnown {
  parts: Record<YearPart, KnownPoints | null>;
  total: KnownPoints | null;
}

/** A sum of points, or what is missing for it and where it can still lie. */
export type WholeScore =
  | { status: "known"; points: number; se: number; df: number; ci: Interval }
  | { status: "incomplete"; known: number; low: number; high: number };

/** A typed figure, taken as it is. */
export const exactly = (points: number): KnownPoints => ({ points, se: 0, df: Infinity });

/**
 * A year's total of 100: the sum of its parts, or the total that was told.
 *
 * A missing part is never a zero: the total is incomplete, between the known parts with none and with all of the missing points.
 */
export function yearTotal({ parts, total }: YearKnown, level = 0.95): WholeScore {
  if (total) return sumOf([{ weight: 1, figure: total, most: 100 }], level);
  const names = Object.keys(YEAR_PARTS) as YearPart[];
  return sumOf(
    names.map((part) => ({ weight: 1, figure: parts[part], most: YEAR_PARTS[part] })),
    level,
  );
}

/**
 * The three-year cycle: 15 %, 25 % and 60 % of the years' totals, in points of 100.
 *
 * Surveys of different years count as independent, so variances add with their squared weights; df by Satterthwaite. An
 * unknown year is neither a zero nor left out of the weights: the cycle is incomplete and says where it can still lie.
 * Source: Satterthwaite (1946); DESIGN 1 and 3.
 *
 * @param years  the first year of the cycle first
 */
export function cycleTotal(years: readonly [YearKnown, YearKnown, YearKnown], level = 0.95): WholeScore {
  const terms = years.map((year, y) => {
    const total = yearTotal(year, level);
    const weight = CYCLE_WEIGHTS[y]!;
    if (total.status === "known") return [{ weight, figure: total, most: 100 }];
    // A year known in part narrows the range by what is known of it.
    const open = total.high - total.low;
    return [
      { weight, figure: exactly(total.known), most: 100 },
      { weight, figure: null, most: open },
    ];
  });
  return sumOf(terms.flat(), level);
}

/**
 * The probability that a total reaches a target, under a flat prior, by Student's t; 0 or 1 where it is exact.
 *
 * @returns null while the total is incomplete
 */
export function wholeScoreReaches(score: WholeScore, target: number): number | null {
  if (score.status === "known")
    return targetProbabilities([score.points], [score.se], target, [score.df])[0]!;
  return null;
}

interface Term {
  weight: number;
  figure: { points: number; se: number; df: number } | null;
  /** Points that a missing one can be. */
  most: number;
}

function sumOf(terms: readonly Term[], level: number): WholeScore {
  const known = terms.filter((term): term is Term & { figure: KnownPoints } => term.figure !== null);
  const points = known.reduce((sum, { weight, figure }) => sum + weight * figure.points, 0);
  const open = terms.reduce((sum, { weight, figure, most }) => sum + (figure ? 0 : weight * most), 0);
  if (known.length < terms.length)
    return { status: "incomplete", known: points, low: points, high: points + open };
  const pieces = known
    .filter(({ figure }) => figure.se > 0)
    .map(({ weight, figure }) => ({ variance: (weight * figure.se) ** 2, df: figure.df }));
  const se = Math.sqrt(pieces.reduce((sum, { variance }) => sum + variance, 0));
  if (se === 0) return { status: "known", points, se, df: Infinity, ci: [points, points] };
  const df = satterthwaiteDegrees(pieces);
  return { status: "known", points, se, df, ci: tInterval(points, se, df, criticalValues(level)) };
}
