import type { WaveEstimates, WaveInput } from "#analysis/score/estimate-wave.ts";
import { isWithheld, orWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { modelAreas, type ModelledAreas } from "#analysis/small-area/model-areas.ts";
import type { StreetPlace } from "#db/queries/read-street-places.ts";
import { remember } from "#db/remember.ts";

/** Small-area estimates of all streets of a wave, benchmarked to the district's share where there is one. */
export function streetAreas(
  input: WaveInput,
  { streets, overall }: WaveEstimates,
  places: ReadonlyMap<string, StreetPlace>,
): Outcome<ModelledAreas> {
  const covariates = streets.map(({ street }) => places.get(street)?.covariates ?? {});
  return remember(input, `areas ${JSON.stringify(covariates)}`, () =>
    orWithheld(() =>
      modelAreas(
        streets.map(({ street, combined }, i) => ({
          id: street,
          direct: isWithheld(combined)
            ? null
            : { estimate: combined.share, variance: combined.se ** 2, n: combined.n },
          population: input.controlTotals.street[street] ?? 0,
          covariates: covariates[i]!,
        })),
        isWithheld(overall.combined) ? null : overall.combined.share,
      ),
    ),
  );
}
