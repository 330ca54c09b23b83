import type { Language } from "#surveys/vocabulary.ts";

/** The minus sign of print; what rounds to nothing has none. */
const minus = (text: string) => text.replace("-", /[1-9]/.test(text) ? "−" : "");

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(language: Language, digits: number, percent = false): Intl.NumberFormat {
  const key = `${language} ${digits} ${percent}`;
  let format = formats.get(key) as Intl.NumberFormat | undefined;
  if (!format) {
    format = new Intl.NumberFormat(language, {
      style: percent ? "percent" : "decimal",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  return format;
}

/** A number with a fixed number of decimals and the language's grouping. */
export function formatNumber(value: number, language: Language, digits = 0): string {
  return minus(numberFormat(language, digits).format(value));
}

/** A fraction as per cent to one decimal. */
export function formatPercent(fraction: number, language: Language): string {
  return minus(numberFormat(language, 1, true).format(fraction));
}

/** Points of the 20, to two decimals. */
export function formatPoints(points: number, language: Language): string {
  return formatNumber(points, language, 2);
}

/** A difference in points, with its sign. */
export function formatDifference(points: number, language: Language): string {
  const text = formatPoints(points, language);
  return points > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

interface WithInterval {
  share: number;
  ci: readonly [number, number];
}

/** Half the width of the interval: what stands after the ±. */
export function halfWidth({ ci }: Pick<WithInterval, "ci">): number {
  return (ci[1] - ci[0]) / 2;
}

/** "16.42 ± 0.38", the way a share is always written; the 20 is added where there is room. */
export function formatShare(estimate: WithInterval, language: Language): string {
  return `${formatPoints(estimate.share, language)} ± ${formatPoints(halfWidth(estimate), language)}`;
}

/** "16.04–16.80" */
export function formatInterval([low, high]: readonly [number, number], language: Language): string {
  return `${formatPoints(low, language)}–${formatPoints(high, language)}`;
}

function dateFormat(language: Language, timeZone: string, withTime: boolean): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${withTime}`;
  let format = formats.get(key) as Intl.DateTimeFormat | undefined;
  if (!format) {
    format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
      timeZone,
      year: "numeric",
      month: language === "en" ? "short" : "long",
      day: "numeric",
      ...(withTime ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" as const } : {}),
    });
    formats.set(key, format);
  }
  return format;
}

/** A day as stored ("2026-11-22"): 2026年11月22日, 22 Nov 2026. */
export function formatDay(day: string, language: Language): string {
  return dateFormat(language, "UTC", false).format(new Date(`${day}T00:00:00Z`));
}

/** A moment on the city's clock: 2026年11月22日 21:02, 22 Nov 2026, 21:02. */
export function formatMoment(moment: Date | string, language: Language, timeZone: string): string {
  return dateFormat(language, timeZone, true).format(new Date(moment));
}

/** What a city's clock is called: 中国标准时间, China Standard Time. */
export function zoneName(timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    timeZone,
    timeZoneName: "long",
  });
  return format.formatToParts(0).find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** From one day to another: 2026年6月1日至2026年6月14日, 1 Jun 2026 – 14 Jun 2026. */
export function formatPeriod(startsOn: string, endsOn: string, language: Language): string {
  const between = language === "en" ? " – " : "至";
  return formatDay(startsOn, language) + between + formatDay(endsOn, language);
}
