import { estimateDrivers, type WaveDrivers } from "#analysis/drivers/estimate-drivers.ts";
import { type Loss, estimateLosses } from "#analysis/score/estimate-losses.ts";
import {
  estimateItemDifferences,
  type ItemDifference,
  type ItemRow,
} from "#analysis/score/item-differences.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import type { Database } from "#db/client.ts";
import { readAnsweredUnits } from "#db/queries/read-answered-units.ts";
import { readEstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { readQuestionTitles } from "#db/queries/read-question-titles.ts";
import { type Item, readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import { readWaveInput } from "#db/queries/read-wave-input.ts";
import { remember, rememberSoon } from "#db/remember.ts";

/** The combined figures, or one way of asking alone. */
export const WAYS = ["combined", "household", "intercept"] as const;
export type Way = (typeof WAYS)[number];

/** Points that a dimension or an item loses in the whole district. */
export interface LossStep {
  id: string;
  points: number;
  loss: Outcome<Loss>;
}

/** A row of the map: what pages and files show of it. */
export interface CellRow extends Pick<ItemRow, "item" | "dimension"> {
  cells: Outcome<Pick<ItemDifference, "lost" | "difference" | "se" | "adjusted">>[];
}

interface Choice {
  dontKnow: DontKnowRule;
  way: Way;
  /** Whose items are to be shown; anything else: none. */
  dimension: string | null;
  /** How finely losses are set against streets. */
  rows: "item" | "dimension";
}

/** Everything that the page of losses shows, or null for an unknown wave; what takes long is a promise until it is known. */
export async function readLossesPage(
  db: Database,
  cityId: string,
  waveId: string,
  { dontKnow, way, dimension, rows }: Choice,
) {
  const frame = await readEstimationFrame(db, cityId, waveId);
  const ready = frame && (await readWaveInput(db, cityId, frame, dontKnow));
  if (!ready) return null;
  const { input, run } = ready;
  const [view, titles] = await Promise.all([
    readWaveEstimates(db, cityId, waveId, { dontKnow }),
    readQuestionTitles(db, cityId, waveId),
  ]);
  if (!view) return null;
  const losses = remember(input, "losses by dimension", () => estimateLosses(input, "dimension"));
  const parts = losses.domains.at(-1)!.parts;
  const drivers: WaveDrivers | Promise<WaveDrivers> = rememberSoon(input, "drivers", async () => {
    const { household, intercept } = await readAnsweredUnits(db, cityId, run.id, frame.sheet);
    return estimateDrivers(input, { household, intercept });
  });
  const stepsOf = (of: Way): LossStep[] =>
    parts.map(({ part: id, points, combined, byMode }) => ({
      ...{ id, points, loss: of === "combined" ? combined : byMode[of] },
    }));
  const inside = view.items.filter((item) => item.dimension === dimension);
  const { streets, online: _, ...shown } = view;
  return {
    view: shown,
    streets: streets.map((street) => ({
      ...{ id: street.id, name: street.name },
      share: isWithheld(street) ? null : street.share,
    })),
    titles,
    way,
    dimension: inside.length > 0 ? dimension : null,
    share: way === "combined" ? view.overall : view.overall.byMode[way],
    steps: largestFirst(stepsOf(way)),
    items: largestFirst(inside.map((item) => itemStep(item, way))),
    rows,
    cells: remember(input, `cells by ${rows}`, () => estimateItemDifferences(input, rows).map(shownRow)),
    drivers,
  };
}

/** Six decimals, as files have: hundreds of cells of sixteen would be most of the page. */
function shownRow({ item, dimension, cells }: ItemRow): CellRow {
  const round = (value: number) => Math.round(1e6 * value) / 1e6;
  return {
    ...{ item, dimension },
    cells: cells.map((cell) => {
      if (isWithheld(cell)) return cell;
      const { lost, difference, se, adjusted } = cell;
      return { lost: round(lost), difference: round(difference), se: round(se), adjusted: round(adjusted) };
    }),
  };
}

/** Points lost are a stake times what is missing from the score, and so are their errors and the interval of the score. */
function itemStep(item: Item, way: Way): LossStep {
  const figure = way === "combined" ? item : item.byMode[way];
  const points = 20 * item.weight;
  if (isWithheld(figure)) return { id: item.id, points, loss: { withheld: figure.withheld } };
  const { estimate, se, ci, df } = figure;
  const loss = { lost: points * (1 - estimate), se: points * se, df };
  return {
    ...{ id: item.id, points },
    loss: { ...loss, ci: [points * (1 - ci[1]), points * (1 - ci[0])] },
  };
}

/** The largest loss first; what is withheld last. */
function largestFirst(steps: LossStep[]): LossStep[] {
  const lost = ({ loss }: LossStep) => (isWithheld(loss) ? -Infinity : loss.lost);
  return steps.sort((a, b) => lost(b) - lost(a));
}
