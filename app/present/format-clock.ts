import type { Language } from "#surveys/vocabulary.ts";

/** The day of a moment in a time zone, as stored: "2026-06-13". */
export function dayOf(moment: Date | string, timeZone: string): string {
  return new Date(moment).toLocaleDateString("sv-SE", { timeZone });
}

/** "21:02", on the city's clock. */
export function formatClock(moment: Date | string, timeZone: string): string {
  return new Date(moment).toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
}

/** "21:02" today, with its day on any other: 11月22日 21:02, 22 Nov, 21:02. */
export function formatLately(
  moment: Date | string,
  language: Language,
  { timeZone, today }: { timeZone: string; today: string },
): string {
  if (dayOf(moment, timeZone) === today) return formatClock(moment, timeZone);
  return new Date(moment).toLocaleString(language === "en" ? "en-GB" : "zh-CN", {
    ...{ timeZone, month: language === "en" ? "short" : "long", day: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  });
}
