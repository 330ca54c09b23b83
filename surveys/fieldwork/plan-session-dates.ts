import { createRandom, deriveSeed } from "../sampling/random.ts";

export interface SessionToPlan {
  streetId: string;
  dayType: "weekday" | "weekend";
}

/**
 * A date for every interviewing session, within the wave's period and on a day of the slot's kind.
 *
 * Each street deals its sessions out over a seeded shuffle of the dates, so that two of its sessions share a
 * date only when there are more sessions than dates; so a slot hit twice is worked on two days. Saturday and
 * Sunday are the weekend; public holidays are not known here.
 *
 * @param startsOn  first day, "2026-06-01"
 * @param endsOn    last day, inclusive
 * @returns         dates in the order of `sessions`; null where the period has no day of that kind
 */
export function planSessionDates(
  sessions: readonly SessionToPlan[],
  startsOn: string,
  endsOn: string,
  seed: string,
): (string | null)[] {
  const days = daysBetween(startsOn, endsOn);
  const queues = new Map<string, { dates: string[]; next: number }>();
  return sessions.map(({ streetId, dayType }) => {
    const key = `${streetId} ${dayType}`;
    let queue = queues.get(key);
    if (!queue) {
      const random = createRandom(deriveSeed(seed, "dates", streetId, dayType));
      queue = { dates: random.shuffle(days.filter((day) => dayTypeOf(day) === dayType)), next: 0 };
      queues.set(key, queue);
    }
    return queue.dates[queue.next++ % Math.max(1, queue.dates.length)] ?? null;
  });
}

function dayTypeOf(day: string): "weekday" | "weekend" {
  return new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0 ? "weekend" : "weekday";
}

function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (
    let day = Date.parse(`${first}T00:00:00Z`);
    day <= Date.parse(`${last}T00:00:00Z`);
    day += 86_400_000
  ) {
    days.push(new Date(day).toISOString().slice(0, 10));
  }
  return days;
}
