import { dayAt, monthsAt } from "#app/analyst/wave-time.ts";

const STEPS = [1, 2, 3, 6, 12, 24, 60];

/** First days of months between two times, so few that at most `most` remain. */
export function monthTicks(from: number, to: number, most: number): { day: string; time: number }[] {
  const step = STEPS.find((months) => (to - from) / months <= most) ?? 120;
  const first = dayAt(from);
  let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7)) - 1];
  month -= month % Math.min(step, 12);
  const ticks: { day: string; time: number }[] = [];
  for (;;) {
    const day = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
    const time = monthsAt(day);
    if (time > to) return ticks;
    if (time >= from) ticks.push({ day, time });
    month += step;
    year += Math.floor(month / 12);
    month %= 12;
  }
}
