import type { Shift } from "./field-shifts.ts";
import { hashedUniform } from "./hashed-noise.ts";

/** A dwelling of a volunteer's, in walking order, with the minutes that each visit to it takes. */
export interface RoundCase {
  community: string;
  minutes: readonly number[];
}

export interface PlacedVisit {
  shift: Shift;
  /** Of the local day, when they are at the door. */
  minute: number;
}

/** The last days are for those who were not at home before. */
const DAYS_FOR_RETURNING = 3;

/**
 * When one volunteer is at which door: a community at a time, in walking order, never at two doors at once.
 *
 * Dwellings are begun in walking order, so many by each day that the intake is used up some days before the end. Whoever
 * was not met is tried again on another day, the third time also at another part of the day. Visits for which no time is
 * left do not happen.
 *
 * @param intake  part of each community's dwellings that are begun, 0 to 1
 * @param noise   a number of the volunteer's own
 * @returns       the visits that happen, by case
 */
export function planRounds(
  cases: readonly RoundCase[],
  shifts: readonly Shift[],
  intake: number,
  noise: number,
): PlacedVisit[][] {
  const placed: PlacedVisit[][] = cases.map(() => []);
  const communities = new Map<string, number[]>();
  cases.forEach(({ community }, i) => {
    communities.set(community, [...(communities.get(community) ?? []), i]);
  });
  const pace = Math.max(1, (shifts.at(-1)?.day ?? 0) - DAYS_FOR_RETURNING);

  const isDue = (shift: Shift, i: number, isBegun: boolean) => {
    const before = placed[i]!;
    const last = before.at(-1);
    if (before.length === cases[i]!.minutes.length) return false;
    if (!last) return isBegun;
    if (last.shift.day >= shift.day) return false;
    return before.length < 2 || before.some((visit) => visit.shift.part !== shift.part);
  };
  for (const [turn, shift] of shifts.entries()) {
    const begun = intake * Math.min(1, (shift.day + 1) / pace);
    const rounds = [...communities.values()].map((members) =>
      members.filter((i, place) => isDue(shift, i, place < Math.round(begun * members.length))),
    );
    const [round = []] = rounds.sort((a, b) => b.length - a.length);
    let minute = shift.from + 12 * hashedUniform(noise, turn, 1);
    for (const i of round) {
      const minutes = cases[i]!.minutes[placed[i]!.length]!;
      if (minute + minutes > shift.to) break;
      placed[i]!.push({ shift, minute });
      minute += minutes + 1.5 + 3 * hashedUniform(noise, i, placed[i]!.length + 10);
    }
  }
  return placed;
}
