const DAY = 86_400_000;
/** Days of a month, on average. */
const MONTH = 365.25 / 12;

/** A day as months since 1970. */
export function monthsAt(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY / MONTH;
}

/** Months since 1970 as the day that they fall on. */
export function dayAt(months: number): string {
  return new Date(Math.round(months * MONTH) * DAY).toISOString().slice(0, 10);
}

/** The middle of each wave in months, ascending: one that has the same middle as the wave before counts a day later. */
export function waveTimes(waves: readonly { startsOn: string; endsOn: string }[]): number[] {
  const times: number[] = [];
  for (const { startsOn, endsOn } of waves) {
    const middle = (monthsAt(startsOn) + monthsAt(endsOn)) / 2;
    times.push(Math.max(middle, (times.at(-1) ?? -Infinity) + 1 / MONTH));
  }
  return times;
}
