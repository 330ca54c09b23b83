import { assessmentDay } from "#surveys/fieldwork/assessment-day.ts";

/** Code, names, period and address of a wave that nobody has typed yet: the month after now, on the city's calendar. */
export function suggestDetails(
  now: Date,
  { code: cityCode, timeZone }: { code: string; timeZone: string },
  taken: ReadonlySet<string>,
) {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone }).format(now);
  const [year = 0, month = 0] = today.split("-").map(Number);
  const first = new Date(Date.UTC(year, month, 1));
  const last = new Date(Date.UTC(year, month, 14));
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const stem = day(first).slice(0, 7);
  let code = stem;
  for (let n = 2; taken.has(code); n++) code = `${stem}-${n}`;
  const monthName = first.toLocaleString("en", { month: "long", timeZone: "UTC" });
  const [startsOn, endsOn] = [day(first), day(last)];
  return {
    code,
    nameZh: `${first.getUTCFullYear()}年${first.getUTCMonth() + 1}月模拟测评`,
    nameEn: `Mock survey of ${monthName} ${first.getUTCFullYear()}`,
    startsOn,
    endsOn,
    assessmentOn: assessmentDay({ endsOn, assessmentOn: null }),
    slug: `${cityCode}-${code}`.toLowerCase().replace(/[^a-z0-9-]+/g, "-"),
  };
}
