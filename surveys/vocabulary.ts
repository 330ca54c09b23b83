/** How a respondent was reached. Online answers never enter the headline figure. */
export const MODES = ["household", "intercept", "online"] as const;
export type Mode = (typeof MODES)[number];

/** The age bands of real rounds; only people aged 18 to 65 are eligible. */
export const AGE_BANDS = ["18-35", "36-55", "56-65"] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

export const SEXES = ["female", "male"] as const;
export type Sex = (typeof SEXES)[number];

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Outcome of a visit or a case in AAPOR's terms: I complete interview, P partial, R refusal or break-off,
 * NC non-contact, O other eligible, UH unknown whether there is a household, UO unknown other, NE not eligible.
 *
 * Source: AAPOR, Standard Definitions, 10th edition (2023), section on in-person household surveys.
 */
export const DISPOSITIONS = ["I", "P", "R", "NC", "O", "UH", "UO", "NE"] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** What one submitted questionnaire amounts to; an ineligible person is a valid, stored outcome. */
export const OUTCOMES = ["complete", "partial", "ineligible"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * The age band of an age in completed years.
 *
 * @param age  completed years
 * @returns    the band, or null for a person outside 18 to 65 (not eligible)
 */
export function ageBandOf(age: number): AgeBand | null {
  if (!(age >= 18 && age <= 65)) return null;
  if (age <= 35) return "18-35";
  return age <= 55 ? "36-55" : "56-65";
}
