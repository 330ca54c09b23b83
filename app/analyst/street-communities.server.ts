import { criticalValues, tInterval, type Interval } from "#analysis/estimation/intervals.ts";
import { waveDesigns } from "#analysis/score/wave-designs.ts";
import { isWithheld, orWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { communityShares, type CommunityShare } from "#analysis/small-area/community-shares.ts";
import { type AreaEstimate, modelAreas } from "#analysis/small-area/model-areas.ts";
import type { Tally } from "#analysis/tally.ts";
import type { Database } from "#db/client.ts";
import { readCommunitiesOfStreet } from "#db/queries/read-communities-of-street.ts";
import { readCommunityTally } from "#db/queries/read-community-tally.ts";
import { remember } from "#db/remember.ts";
import type { AnalysedWave } from "./analysed-wave.server.ts";

/** A community with its own figure, where households were asked, and what the model makes of it. */
export interface AnalysedCommunity {
  id: string;
  name: { zh: string; en: string };
  /** Null where nobody of the community answered. */
  own: Outcome<CommunityShare & { ci: Interval }> | null;
  area: AreaEstimate | null;
}

/**
 * A street's communities as small areas: shares among residents, dwellings as PSUs, benchmarked to the street's.
 *
 * @returns with the reason why there is no model, where there is none
 */
export async function readStreetCommunities(
  db: Database,
  cityId: string,
  { run, input, frame, estimates }: AnalysedWave,
  streetId: string,
): Promise<{ communities: AnalysedCommunity[]; model: Outcome<object> }> {
  const [places, tally] = await Promise.all([
    readCommunitiesOfStreet(db, cityId, streetId),
    readCommunityTally(db, cityId, { runId: run.id, streetId, sheet: frame.sheet }),
  ]);
  const factor = tally && rakingFactor(input, tally);
  const ids = places.map(({ id }) => id);
  const answered = new Set(tally?.labels.stratum);
  const own =
    tally && !(factor !== null && isWithheld(factor))
      ? communityShares(tally, factor, input.sheet, input.dontKnow, ids)
      : null;
  const street = estimates.streets.find((each) => each.street === streetId)?.byMode.household;
  const target = street && !isWithheld(street) ? street.share : null;
  const model =
    factor !== null && isWithheld(factor)
      ? factor
      : orWithheld(() =>
          modelAreas(
            places.map(({ id, dwellingCount }, i) => {
              const direct = own?.[i];
              return {
                ...{ id, population: dwellingCount, covariates: {} },
                direct: direct && !isWithheld(direct) ? direct : null,
              };
            }),
            target,
          ),
        );
  const communities = places.map(({ id, nameZh, nameEn }, i) => ({
    ...{
      id,
      name: { zh: nameZh, en: nameEn },
      own: answered.has(id) ? withInterval(own?.[i] ?? null) : null,
    },
    area: isWithheld(model) ? null : (model.areas.find((area) => area.id === id) ?? null),
  }));
  return { communities, model: isWithheld(model) ? model : {} };
}

const critical = criticalValues(0.95);

function withInterval(own: Outcome<CommunityShare> | null): AnalysedCommunity["own"] {
  if (own === null || isWithheld(own)) return own;
  return { ...own, ci: tInterval(own.estimate, Math.sqrt(own.variance), own.df, critical) };
}

/** Final over base weight of the wave's raking, which is the same for everybody of a street, age band and sex. */
function rakingFactor(input: AnalysedWave["input"], tally: Tally): Outcome<Float64Array> {
  const factors = remember(input, "raking factors", (): Outcome<Map<string, number>> => {
    const { household } = waveDesigns(input);
    if (isWithheld(household)) return household;
    const { factor } = household.design;
    return new Map(cellsOf(household.tally).map((cell, row) => [cell, factor?.[row] ?? 1]));
  });
  if (isWithheld(factors)) return factors;
  return Float64Array.from(cellsOf(tally), (cell) => factors.get(cell) ?? 1);
}

function cellsOf({ rows, street, ageBand, sex, labels }: Tally): string[] {
  return Array.from({ length: rows }, (_, row) =>
    [labels.street[street[row]!], labels.ageBand[ageBand[row]!], labels.sex[sex[row]!]].join("|"),
  );
}
