import { estimateDrivers, type WaveDrivers } from "#analysis/drivers/estimate-drivers.ts";
import { estimateLosses } from "#analysis/score/estimate-losses.ts";
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
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import { readWaveInput } from "#db/queries/read-wave-input.ts";
import { remember, rememberSoon } from "#db/remember.ts";

/** A row of the map: what pages and files show of it. */
export interface CellRow extends Pick<ItemRow, "item" | "dimension"> {
  cells: Outcome<Pick<ItemDifference, "lost" | "difference" | "se" | "adjusted">>[];
}

interface Choice {
  dontKnow: DontKnowRule;
  /** How finely losses are set against streets. */
  rows: "item" | "dimension";
}

/** Everything that the page of losses shows, or null for an unknown wave; what takes long is a promise until it is known. */
export async function readLossesPage(
  db: Database,
  cityId: string,
  waveId: string,
  { dontKnow, rows }: Choice,
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
  const drivers: WaveDrivers | Promise<WaveDrivers> = rememberSoon(input, "drivers", async () => {
    const { household, intercept } = await readAnsweredUnits(db, cityId, run.id, frame.sheet);
    return estimateDrivers(input, { household, intercept });
  });
  const { streets, online: _, ...shown } = view;
  return {
    view: shown,
    streets: streets.map((street) => ({
      ...{ id: street.id, name: street.name },
      share: isWithheld(street) ? null : street.share,
    })),
    titles,
    parts: losses.domains.at(-1)!.parts,
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
