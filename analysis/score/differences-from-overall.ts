import { holmAdjusted } from "#analysis/estimation/adjust-p-values.ts";
import { contrastShares, type ShareContrast } from "#analysis/score/contrast-shares.ts";
import type { WaveEstimates } from "#analysis/score/estimate-wave.ts";
import { isWithheld, orWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";

/** A street's share less the district's. */
export interface OverallDifference extends ShareContrast {
  /** P-value that allows for all streets being compared (Holm). */
  adjusted: number;
}

/**
 * Every street's share less the district's, of which it is a part: V_s + V_d − 2·C_sd, tested for all streets together.
 *
 * O(streets · log streets). Source: Särndal, Swensson & Wretman (1992), section 5.5; Holm (1979).
 *
 * @returns one a street, in the order of the wave's
 */
export function differencesFromOverall({
  streets,
  overall,
  covariance,
}: Pick<WaveEstimates, "streets" | "overall" | "covariance">): Outcome<OverallDifference>[] {
  const placeOf = new Map(covariance.ids.map((id, place) => [id, place]));
  const { matrix } = covariance;
  const contrasts = streets.map(({ street, combined }): Outcome<ShareContrast> => {
    if (isWithheld(combined)) return combined;
    if (isWithheld(overall.combined)) return overall.combined;
    const [s, d] = [placeOf.get(street), placeOf.get("overall")];
    if (s === undefined || d === undefined) return withheld("no-variation");
    const both = [matrix[s]![s]!, matrix[s]![d]!, matrix[d]![s]!, matrix[d]![d]!];
    return orWithheld(() => contrastShares([combined, overall.combined as never], both, [1, -1]));
  });
  const given = contrasts.filter((contrast): contrast is ShareContrast => !isWithheld(contrast));
  const adjusted = holmAdjusted(given.map(({ p }) => p));
  return contrasts.map((contrast) =>
    isWithheld(contrast) ? contrast : { ...contrast, adjusted: adjusted[given.indexOf(contrast)]! },
  );
}
