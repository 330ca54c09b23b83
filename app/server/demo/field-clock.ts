/** The demo city's clock: China has one time zone and no summer time. */
const OFFSET = "+08:00";
const DAY = 86_400_000;

/** When a demo wave's fieldwork is, seen from the day that it is made or, of an earlier one, from the day after it. */
export interface FieldClock {
  startsOn: string;
  endsOn: string;
  /** Now, and today in the demo city. */
  now: Date;
  today: string;
  /** Days of fieldwork before today; the first is a Monday. */
  daysOver: number;
  /** The moment of a local time ("19:10") on a date, some minutes later; whole seconds. */
  moment(date: string, time: string, minutes?: number): Date;
  /** The date so many days after the first day. */
  dateOf(day: number): string;
}

/** Five weeks that are over, this one, and the next unless it is far enough to this one's end. */
export function fieldClock(now: Date): FieldClock {
  const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const startsOn = addDays(today, -weekday - 35);
  const endsOn = addDays(startsOn, weekday < 2 ? 41 : 48);
  return clockOf({ startsOn, endsOn, now, today, daysOver: weekday + 35 });
}

/** The month that a wave is named after: "2026-06". */
export type Month = string;

/**
 * Clocks of the monthly waves before one that begins on a day, the latest first: three weeks each, from a Monday to the last
 * Sunday before the 29th of its month. All of their fieldwork is over: their now is noon of the day after it.
 */
export function earlierClocks(startsOn: string, waves: number): (FieldClock & { month: Month })[] {
  const [year = 0, month = 0, day = 0] = startsOn.split("-").map(Number);
  const latest = day > 28 ? month : month - 1;
  return Array.from({ length: waves }, (_, i) => {
    const sunday = new Date(Date.UTC(year, latest - 1 - i, 28));
    const named = sunday.toISOString().slice(0, 7);
    sunday.setUTCDate(28 - sunday.getUTCDay());
    const endsOn = sunday.toISOString().slice(0, 10);
    const today = addDays(endsOn, 1);
    const now = new Date(Date.parse(`${today}T12:00:00${OFFSET}`));
    const clock = clockOf({ startsOn: addDays(endsOn, -20), endsOn, now, today, daysOver: 21 });
    return { month: named, ...clock };
  });
}

function clockOf(course: Omit<FieldClock, "moment" | "dateOf">): FieldClock {
  return {
    ...course,
    moment: (date, time, minutes = 0) =>
      new Date(Date.parse(`${date}T${time.slice(0, 5)}:00${OFFSET}`) + Math.round(minutes * 60) * 1000),
    dateOf: (day) => addDays(course.startsOn, day),
  };
}

/** Whether the last day of fieldwork has passed. */
export const isOver = ({ today, endsOn }: FieldClock): boolean => today > endsOn;

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
