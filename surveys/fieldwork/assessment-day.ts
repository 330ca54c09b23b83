/** Month and day on which assessors come where nobody has said another day. */
const USUAL = "07-31";
/** A cycle: a wave rehearses nothing that comes later. */
const MOST_YEARS = 3;

/**
 * The day of the assessment that a wave rehearses: the one entered, or the first 31 July not before the wave ends.
 *
 * @param endsOn        the wave's last day, "2026-06-14"
 * @param assessmentOn  as entered, null where nobody has
 */
export function assessmentDay({
  endsOn,
  assessmentOn,
}: {
  endsOn: string;
  assessmentOn: string | null;
}): string {
  if (assessmentOn !== null) return assessmentOn;
  const year = Number(endsOn.slice(0, 4));
  const usual = `${year}-${USUAL}`;
  return endsOn <= usual ? usual : `${year + 1}-${USUAL}`;
}

/**
 * What is wrong with a day of assessment for a wave, or null: a rehearsal is over before the day, and within the three years
 * of a cycle.
 *
 * @param day  a day of the calendar, "2026-09-10"
 */
export function assessmentProblem(day: string, endsOn: string): "order" | "tooLong" | null {
  if (day < endsOn) return "order";
  const latest = `${Number(endsOn.slice(0, 4)) + MOST_YEARS}${endsOn.slice(4)}`;
  return day > latest ? "tooLong" : null;
}
