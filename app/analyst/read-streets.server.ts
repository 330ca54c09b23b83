import { differencesFromOverall, type OverallDifference } from "#analysis/score/differences-from-overall.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { AreaEstimate, ModelledAreas } from "#analysis/small-area/model-areas.ts";
import type { WaveChange } from "#analysis/trends/changes-between-waves.ts";
import type { Database } from "#db/client.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { readStreetPlaces } from "#db/queries/read-street-places.ts";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import type { Boundary } from "#db/schema/areas.ts";
import { remember } from "#db/remember.ts";
import type { AnalysedWave } from "./analysed-wave.server.ts";
import { streetAreas } from "./street-areas.ts";
import { type PlacedStreet, streetRanks, type StreetRanks, usualBest } from "./street-ranks.ts";
import { readWaveChange } from "./wave-change.server.ts";

/** All that is known of a street's share. */
export interface AnalysedStreet {
  id: string;
  code: string;
  name: { zh: string; en: string };
  boundary: Boundary | null;
  figure: WaveEstimatesView["streets"][number];
  rank: PlacedStreet | null;
  /** Less the district's. */
  difference: Outcome<OverallDifference>;
  /** Told apart from the district, all streets being compared: above it 1, below −1, else 0. */
  side: -1 | 0 | 1;
  /** Null without a previous wave. */
  change: Outcome<WaveChange> | null;
  area: AreaEstimate | null;
}

/** Of several tests together. */
const LEVEL = 0.05;

export type AnalysedStreets = Awaited<ReturnType<typeof readStreets>>;

/**
 * Every street of a wave with its place, its difference from the district, its change and its small-area estimate.
 *
 * @param asked  "among the best" how many; null for the usual number
 */
export async function readStreets(
  db: Database,
  cityId: string,
  wave: WaveSummary,
  { view, input, estimates }: AnalysedWave,
  asked: number | null,
) {
  const [places, change] = await Promise.all([
    readStreetPlaces(db, cityId, wave.district.id),
    readWaveChange(db, cityId, wave, view.dontKnow),
  ]);
  const most = view.streets.length;
  const best = Math.max(1, Math.min(asked ?? usualBest(most), most));
  const ranks = streetRanks(input, estimates, { waveId: wave.id, best, target: wave.targetShare });
  const areas = streetAreas(input, estimates, places);
  const differences = remember(input, "differences from the district", () =>
    differencesFromOverall(estimates),
  );
  const { streets: figures, items: _items, overallItem: _overallItem, ...rest } = view;
  return {
    view: rest,
    best,
    ranks: isWithheld(ranks) ? ranks : groupsOf(ranks),
    areas: isWithheld(areas) ? areas : modelOf(areas),
    previous: change?.previous ?? null,
    otherLambda: change?.otherLambda ?? false,
    overallChange: change?.overall ?? null,
    streets: figures.map((figure, i): AnalysedStreet => {
      const { id, code, name } = figure;
      const difference = differences[i]!;
      return {
        ...{ id, code, name, figure, difference, side: sideOf(difference) },
        boundary: places.get(id)?.boundary ?? null,
        rank: isWithheld(ranks) ? null : (ranks.streets.find((street) => street.id === id) ?? null),
        change: change?.streets[id] ?? null,
        area: isWithheld(areas) ? null : (areas.areas.find((area) => area.id === id) ?? null),
      };
    }),
  };
}

function sideOf(difference: Outcome<OverallDifference>): AnalysedStreet["side"] {
  if (isWithheld(difference) || difference.adjusted >= LEVEL) return 0;
  return difference.estimate > 0 ? 1 : -1;
}

function groupsOf({ best, top, bottom }: StreetRanks): Pick<StreetRanks, "best" | "top" | "bottom"> {
  return { best, top, bottom };
}

function modelOf({ areas: _areas, ...model }: ModelledAreas): Omit<ModelledAreas, "areas"> {
  return model;
}
