const DAY = 86_400_000;

/** Whole days from one day to another, both as stored ("2026-06-10"). */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}
