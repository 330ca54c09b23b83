import type { YearFigures } from "#db/queries/year-scores.ts";

/** The most that each typed figure can be. */
export const MOST = { documentPoints: 40, onSitePoints: 40, surveyPoints: 20, totalPoints: 100 } as const;
export type FigureName = keyof typeof MOST;
export const FIGURES = Object.keys(MOST) as FigureName[];

export const LONGEST_SOURCE = 300;

export type YearProblem =
  /** Not a number from 0 to the most. */
  | { field: FigureName; problem: "range" }
  /** All parts are there and do not add up to the total. */
  | { field: "totalPoints"; problem: "sum" }
  | { field: "source"; problem: "missing" | "long" };

export type ReadYear = { figures: YearFigures; source: string } | { problems: YearProblem[] };

/**
 * The figures of a year as they were typed; a field left empty is not known, and a year with all fields empty is taken away.
 *
 * A comma may stand for the decimal point, and digits may be as wide as Chinese characters.
 */
export function readYearForm(values: Readonly<Record<string, string>>): ReadYear {
  const problems: YearProblem[] = [];
  const figures = {} as YearFigures;
  for (const field of FIGURES) {
    const text = (values[field] ?? "").normalize("NFKC").trim().replace(",", ".");
    const value = /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Number(text) : NaN;
    figures[field] = text === "" ? null : value;
    if (text !== "" && !(value >= 0 && value <= MOST[field])) problems.push({ field, problem: "range" });
  }
  const { documentPoints, onSitePoints, surveyPoints, totalPoints } = figures;
  const parts = [documentPoints, onSitePoints, surveyPoints];
  const sum = parts.reduce((total: number, part) => total + (part ?? 0), 0);
  const isWhole = parts.every((part) => part !== null);
  if (
    problems.length === 0 &&
    totalPoints !== null &&
    (isWhole ? Math.abs(sum - totalPoints) > 0.005 : sum > totalPoints + 0.005)
  )
    problems.push({ field: "totalPoints", problem: "sum" });
  const source = (values.source ?? "").trim();
  const isEmpty = FIGURES.every((field) => figures[field] === null);
  if (!isEmpty && source === "") problems.push({ field: "source", problem: "missing" });
  if (source.length > LONGEST_SOURCE) problems.push({ field: "source", problem: "long" });
  return problems.length > 0 ? { problems } : { figures, source };
}
