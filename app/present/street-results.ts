import type { Estimate } from "#analysis/score/estimate.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { type Place, placeStreets } from "./place-streets.ts";

export type StreetEstimate = WaveEstimatesView["streets"][number];
export type GivenStreet = StreetEstimate & Estimate;

export function streetName({ name }: Pick<StreetEstimate, "name">, language: Language): string {
  return language === "en" ? name.en : name.zh;
}

/** Streets with a share in their places, and those without one by name. */
export function sortStreets(
  streets: readonly StreetEstimate[],
  language: Language,
): { placed: Place<GivenStreet>[]; without: StreetEstimate[] } {
  const given = streets.filter((street): street is GivenStreet => !isWithheld(street));
  const { compare } = new Intl.Collator(language);
  const without = streets
    .filter((street) => isWithheld(street))
    .sort((a, b) => compare(streetName(a, language), streetName(b, language)));
  return { placed: placeStreets(given), without };
}

/** True when a street's interval lies wholly on one side of the district's share. */
export function isApartFrom(street: Pick<Estimate, "ci">, district: number): boolean {
  return street.ci[0] > district || street.ci[1] < district;
}
