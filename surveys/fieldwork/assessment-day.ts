/** Month and day on which assessors come where nobody has said another day. */
const USUAL = "07-31";

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
