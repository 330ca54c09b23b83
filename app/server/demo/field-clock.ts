/** The demo city's clock: China has one time zone and no summer time. */
const OFFSET = "+08:00";
const DAY = 86_400_000;

/** When the demo wave's fieldwork is, seen from the day that it is made. */
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
  return {
    startsOn,
    endsOn: addDays(startsOn, weekday < 2 ? 41 : 48),
    now,
    today,
    daysOver: weekday + 35,
    moment: (date, time, minutes = 0) =>
      new Date(Date.parse(`${date}T${time.slice(0, 5)}:00${OFFSET}`) + Math.round(minutes * 60) * 1000),
    dateOf: (day) => addDays(startsOn, day),
  };
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
