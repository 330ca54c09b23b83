/** The demo city's clock: China has one time zone and no summer time. */
const OFFSET = "+08:00";
const DAY = 86_400_000;

/** When the demo wave's fieldwork is, seen from the day that it is made. */
export interface FieldClock {
  startsOn: string;
  endsOn: string;
  /** Today in the demo city. */
  today: string;
  /** The moment of a local time ("19:10") on a date, some minutes later. */
  moment(date: string, time: string, minutes?: number): Date;
  /** The date so many days after the first day, which is a Monday. */
  dateOf(day: number): string;
}

/** Six weeks: four that are over, this one, and the next. */
export function fieldClock(now: Date): FieldClock {
  const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const startsOn = addDays(today, -weekday - 28);
  return {
    startsOn,
    endsOn: addDays(startsOn, 41),
    today,
    moment: (date, time, minutes = 0) =>
      new Date(Date.parse(`${date}T${time.slice(0, 5)}:00${OFFSET}`) + minutes * 60_000),
    dateOf: (day) => addDays(startsOn, day),
  };
}

/** The day itself if it is over, else the same weekday of the last week that is. */
export function daySoFar(clock: FieldClock, date: string): string {
  let day = date;
  while (day >= clock.today) day = addDays(day, -7);
  return day;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
