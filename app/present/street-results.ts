import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import type { Language } from "#surveys/vocabulary.ts";

export type StreetEstimate = WaveEstimatesView["streets"][number];

export function streetName({ name }: Pick<StreetEstimate, "name">, language: Language): string {
  return language === "en" ? name.en : name.zh;
}
