import type { Language } from "#surveys/vocabulary.ts";

const formats = new Map<Language, Intl.DateTimeFormat>();

/** The month of a day ("2026-06-14") as an axis names it: 2026年6月, Jun 2026. */
export function formatMonth(day: string, language: Language): string {
  let format = formats.get(language);
  if (!format) {
    const locale = language === "en" ? "en-GB" : "zh-CN";
    format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", year: "numeric", month: "short" });
    formats.set(language, format);
  }
  return format.format(new Date(`${day}T00:00:00Z`));
}
