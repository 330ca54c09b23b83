const DAY = 86_400_000;

/** How far behind or ahead of the calendar is more than the ups and downs of a day: part of all cases. */
const NOTICEABLE = 0.05;

export type Course = "behind" | "on-course" | "ahead";

/**
 * The part of a wave's period that is over before `today`, 0 to 1: nothing on the first day, all from the day after the
 * last one. Whole days, because today's work has not been done in the morning.
 *
 * @param startsOn  first day, "2026-06-01"
 * @param endsOn    last day, inclusive
 * @param today     in the city
 * @throws {RangeError} if the period ends before it begins, or a day does not read like 2026-06-01
 */
export function periodOver(startsOn: string, endsOn: string, today: string): number {
  const [first, last, now] = [startsOn, endsOn, today].map((day) => {
    const time = Date.parse(`${day}T00:00:00Z`);
    if (!Number.isFinite(time)) throw new RangeError(`a day reads like 2026-06-01, not ${day}`);
    return time / DAY;
  }) as [number, number, number];
  if (last < first) throw new RangeError(`a period cannot end on ${endsOn} before it begins on ${startsOn}`);
  return Math.min(1, Math.max(0, (now - first) / (last - first + 1)));
}

/**
 * Whether so many cases done are behind, on or ahead of what the calendar asks for. Up to 5 % of all cases, and at least
 * one case, either way is on course.
 *
 * @param done      cases that need no further visit, and sessions that were held
 * @param expected  how many should be by now; need not be whole
 * @param total     all cases
 */
export function courseOf(done: number, expected: number, total: number): Course {
  const slack = Math.max(1, NOTICEABLE * total);
  if (expected - done > slack) return "behind";
  return done - expected > slack ? "ahead" : "on-course";
}
