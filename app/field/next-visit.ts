export type DayType = "weekday" | "weekend";
export type DayPart = "morning" | "afternoon" | "evening";

/** When to come again: a day and a part of it. */
export interface NextVisit {
  /** 2026-06-13, the city's calendar. */
  day: string;
  part: DayPart;
}

const HOURS: Record<DayPart, { from: number; last: number }> = {
  morning: { from: 9, last: 11 },
  afternoon: { from: 14, last: 17 },
  evening: { from: 18, last: 20 },
};
const PARTS = Object.keys(HOURS) as DayPart[];
const DAYS_AHEAD = 8;

export function partOf(wallClock: string): DayPart {
  const hour = Number(wallClock.slice(11, 13));
  if (hour < 12) return "morning";
  return hour < 18 ? "afternoon" : "evening";
}

/** Its first hour, the city's wall clock. */
export const beginningOf = ({ day, part }: NextVisit): string =>
  `${day}T${String(HOURS[part].from).padStart(2, "0")}:00`;

export function dayTypeOf(day: string): DayType {
  return new Date(`${day}T00:00Z`).getUTCDay() % 6 === 0 ? "weekend" : "weekday";
}

/**
 * The next visit at another time of day than those made, evenings and weekends first, since that is when working people
 * are home; today if there is still time.
 *
 * @param visits  wall-clock times of the visits made, "2026-06-13T19:30"
 * @param now     wall clock
 * @param lastDay last day of the wave
 * @returns       null when the wave leaves no time at all
 */
export function suggestNextVisit(visits: readonly string[], now: string, lastDay: string): NextVisit | null {
  const label = (day: string, part: DayPart) => `${dayTypeOf(day)} ${part}`;
  const tried = new Set(visits.map((time) => label(time.slice(0, 10), partOf(time))));
  const triedParts = new Set(visits.map(partOf));
  const slots = freeSlots(visits, now, lastDay);
  const cost = ({ day, part }: NextVisit, place: number) =>
    (tried.has(label(day, part)) ? 1000 : 0) +
    (triedParts.has(part) ? 100 : 0) +
    (part === "evening" ? 0 : dayTypeOf(day) === "weekend" ? 5 : 10) +
    place / 10;
  const priced = slots.map((slot, place) => ({ slot, cost: cost(slot, place) }));
  return priced.sort((a, b) => a.cost - b.cost)[0]?.slot ?? null;
}

function freeSlots(visits: readonly string[], now: string, lastDay: string): NextVisit[] {
  const taken = new Set(visits.map((time) => `${time.slice(0, 10)} ${partOf(time)}`));
  const hour = Number(now.slice(11, 13));
  const slots: NextVisit[] = [];
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead++) {
    const day = new Date(Date.parse(`${now.slice(0, 10)}T00:00Z`) + ahead * 86_400_000)
      .toISOString()
      .slice(0, 10);
    if (day > lastDay) break;
    for (const part of PARTS) {
      if (ahead === 0 && hour > HOURS[part].last) continue;
      if (!taken.has(`${day} ${part}`)) slots.push({ day, part });
    }
  }
  return slots;
}
