/** Whether a text is a day of the calendar from the year 2000 on, as a date field sends it: "2026-02-28", not "2026-02-30". */
export function isDay(text: string): boolean {
  if (!/^[2-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
