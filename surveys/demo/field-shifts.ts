import { hashedUniform } from "./hashed-noise.ts";

/** A stretch of one volunteer's day: minutes since midnight on the `day`-th day of the wave, which begins on a Monday. */
export interface Shift {
  day: number;
  from: number;
  to: number;
  /** Kind of day and part of it: visits in different parts find different people. */
  part: string;
}

/** When somebody who works or studies can go from door to door, with the chance that they do. */
const HABITS = {
  weekday: [
    { part: "afternoon", from: 14.5 * 60, to: 17 * 60, chance: 0.14 },
    { part: "evening", from: 18.5 * 60, to: 21 * 60, chance: 0.5 },
  ],
  weekend: [
    { part: "morning", from: 9.5 * 60, to: 11.75 * 60, chance: 0.65 },
    { part: "afternoon", from: 14.5 * 60, to: 17.5 * 60, chance: 0.65 },
    { part: "evening", from: 18.5 * 60, to: 20.75 * 60, chance: 0.35 },
  ],
} as const;

/** From a corner to the first door, and back. */
const WAY = 20;

/**
 * When a volunteer visits dwellings: some evenings, and most weekends, but not while they hold a session.
 *
 * @param days  whole days of fieldwork
 * @param busy  their sessions, in minutes of a day
 * @param noise a number of the volunteer's own
 */
export function fieldShifts(
  days: number,
  busy: readonly Pick<Shift, "day" | "from" | "to">[],
  noise: number,
): Shift[] {
  return Array.from({ length: days }, (_, day) => {
    const kind = day % 7 >= 5 ? "weekend" : "weekday";
    return HABITS[kind].flatMap(({ part, from, to, chance }, i): Shift[] => {
      if (hashedUniform(noise, day, i) >= chance) return [];
      const isFree = busy.every((each) => each.day !== day || each.to + WAY <= from || to + WAY <= each.from);
      return isFree ? [{ day, from, to, part: `${kind} ${part}` }] : [];
    });
  }).flat();
}
