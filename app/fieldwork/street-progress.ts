import type { FieldworkDwelling } from "#db/queries/read-fieldwork-dwellings.ts";
import type { FieldworkSession } from "#db/queries/read-fieldwork-sessions.ts";
import { type Course, courseOf, periodOver } from "#surveys/fieldwork/wave-course.ts";
import { type CaseCounts, caseCounts } from "./case-counts.ts";

export interface FieldworkPeriod {
  startsOn: string;
  endsOn: string;
  /** In the city. */
  today: string;
}

/** How far the cases of a street, or of all streets, have come. */
export interface Progress {
  /** Dwellings that need no further visit, and all released ones. */
  dwellings: { done: number; total: number };
  /** Sessions that were ended, and all planned ones. */
  sessions: { done: number; total: number };
  done: number;
  total: number;
  /** Cases that the calendar asks for by now: dwellings day by day alike, sessions by their planned days. */
  expected: number;
  course: Course;
  interviews: { household: number; intercept: number };
  counts: CaseCounts;
}

export function progressOf(
  dwellings: readonly FieldworkDwelling[],
  sessions: readonly FieldworkSession[],
  { startsOn, endsOn, today }: FieldworkPeriod,
): Progress {
  const over = periodOver(startsOn, endsOn, today);
  const expected =
    over * dwellings.length +
    sessions.reduce((sum, { plannedOn }) => sum + (plannedOn === null ? over : plannedOn < today ? 1 : 0), 0);
  const settled = {
    dwellings: { done: dwellings.filter(({ final }) => final).length, total: dwellings.length },
    sessions: { done: sessions.filter(({ state }) => state === "ended").length, total: sessions.length },
  };
  const done = settled.dwellings.done + settled.sessions.done;
  const total = dwellings.length + sessions.length;
  const counts = caseCounts(dwellings, sessions);
  return {
    ...settled,
    ...{ done, total, expected, counts },
    course: courseOf(done, expected, total),
    interviews: {
      household: counts.household.I + counts.household.P,
      intercept: sessions.reduce((sum, { complete, partial }) => sum + complete + partial, 0),
    },
  };
}
