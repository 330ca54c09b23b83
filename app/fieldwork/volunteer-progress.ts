import type { FieldworkRecords } from "#db/queries/read-fieldwork-overview.ts";
import { type MedianBeside, mediansBesideOthers } from "#surveys/fieldwork/median-of-others.ts";
import { type CaseCounts, caseCounts } from "./case-counts.ts";

export interface VolunteerProgress {
  id: string;
  name: string;
  visits: number;
  interviews: { household: number; intercept: number };
  /** Dwellings by who has them now; passers-by by who held the session. */
  counts: CaseCounts;
  /** Of complete interviews, in seconds, beside everybody else's in the wave. */
  durations: { household: MedianBeside | null; intercept: MedianBeside | null };
  lastRecordAt: string | null;
  /** Cases that still need somebody. */
  left: number;
}

/** Everybody who works, or has worked, in the streets shown; durations are compared over the whole wave. */
export function volunteersProgress(
  { people, work, dwellings, sessions }: FieldworkRecords,
  isShown: (each: { streetId: string }) => boolean,
): VolunteerProgress[] {
  const timed = (mode: "household" | "intercept") =>
    mediansBesideOthers(
      work.flatMap((part) => part[`${mode}Seconds`].map((seconds) => ({ userId: part.userId, seconds }))),
    );
  const durations = { household: timed("household"), intercept: timed("intercept") };
  const shown = {
    work: work.filter(isShown),
    dwellings: dwellings.filter(isShown),
    sessions: sessions.filter(isShown),
  };
  return people.flatMap(({ userId, name, lastRecordAt }) => {
    const own = <T extends { userId: string | null }>(rows: readonly T[]) =>
      rows.filter((row) => row.userId === userId);
    const [done, homes, corners] = [own(shown.work), own(shown.dwellings), own(shown.sessions)];
    if (done.length + homes.length + corners.length === 0) return [];
    const sum = (key: "visits" | "household" | "intercept") =>
      done.reduce((total, part) => total + part[key], 0);
    return [
      {
        ...{ id: userId, name, lastRecordAt, visits: sum("visits") },
        interviews: { household: sum("household"), intercept: sum("intercept") },
        counts: caseCounts(homes, corners),
        durations: {
          household: durations.household.get(userId) ?? null,
          intercept: durations.intercept.get(userId) ?? null,
        },
        left:
          homes.filter(({ final }) => !final).length +
          corners.filter(({ state }) => state !== "ended").length,
      },
    ];
  });
}
