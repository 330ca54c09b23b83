import { differencesFromOverall } from "#analysis/score/differences-from-overall.ts";
import { isWithheld, withheld } from "#analysis/score/withheld.ts";
import type { Database } from "#db/client.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { readStreetPlaces } from "#db/queries/read-street-places.ts";
import { remember } from "#db/remember.ts";
import type { AnalysedWave } from "./analysed-wave.server.ts";
import { streetAreas } from "./street-areas.ts";
import { streetRanks } from "./street-ranks.ts";

/** Every street of a wave with its place among the others, as programs are told of it; by code. */
export async function readRankedStreets(
  db: Database,
  cityId: string,
  wave: WaveSummary,
  { view, input, estimates }: AnalysedWave,
  best: number,
) {
  const places = await readStreetPlaces(db, cityId, wave.district.id);
  const ranks = streetRanks(input, estimates, { waveId: wave.id, best, target: wave.targetShare });
  const areas = streetAreas(input, estimates, places);
  const differences = remember(input, "differences from the district", () =>
    differencesFromOverall(estimates),
  );
  const groups = isWithheld(ranks) ? ranks : { top: ranks.top, bottom: ranks.bottom };
  const model = isWithheld(areas) ? areas : { ...areas, areas: undefined };
  return {
    ...{ best, groups, model },
    streets: view.streets.map((figure, i) => {
      const { id, code, name } = figure;
      const placed = isWithheld(ranks) ? ranks : ranks.streets.find((street) => street.id === id);
      const area = isWithheld(areas) ? areas : areas.areas.find((each) => each.id === id);
      return {
        ...{ id, code, name },
        share: isWithheld(figure) ? { withheld: figure.withheld } : ownFigure(figure),
        rank: placed ? without(placed) : isWithheld(figure) ? { withheld: figure.withheld } : null,
        difference: differences[i]!,
        smallArea: area ? without(area) : withheld("other"),
      };
    }),
  };
}

const ownFigure = ({ share, se, df, ci, n }: { share: number; se: number; df: number; ci: readonly number[]; n: number }) => ({ share, se, df, ci, n }); // prettier-ignore

/** The street's id stands beside it already. */
function without<T extends object>({ id: _id, ...rest }: T & { id?: string }) {
  return rest;
}
