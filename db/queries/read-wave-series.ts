import type { DontKnowRule } from "#analysis/tally.ts";
import { partOfSeries, type PartOfWave } from "#analysis/trends/part-of-wave.ts";
import { seriesParts } from "#analysis/trends/series-parts.ts";
import { waveSeries } from "#analysis/trends/wave-series.ts";
import type { Database } from "../client.ts";
import { remember } from "../remember.ts";
import { describeSeriesInputs } from "./describe-series-inputs.ts";
import { keepWaveSeries } from "./keep-wave-series.ts";
import { type EstimationFrame, readEstimationFrame } from "./read-estimation-frame.ts";
import { readSeriesParts, type SeriesWanted } from "./read-series-parts.ts";
import { readWaveInput } from "./read-wave-input.ts";

/** Of one or several parts of waves, and what to read along with them. */
export interface SeriesAsked {
  waves: readonly { id: string; status: string }[];
  dontKnow: DontKnowRule;
  /** Null: all. */
  parts: readonly string[] | null;
  totalsOf: SeriesWanted["totalsOf"];
  /** What stands around the open wave among them, where it has been read. */
  frame?: EstimationFrame;
}

/**
 * Parts of waves as they stand now: what is kept of closed and published waves, made first where it is missing or no
 * longer holds; of an open wave computed from its tallies and not kept.
 *
 * @returns by wave, by part; a part that a wave's questionnaire does not have has no entry
 */
export async function readWaveSeries(
  db: Database,
  cityId: string,
  { waves, dontKnow, parts, totalsOf, frame }: SeriesAsked,
): Promise<Map<string, Map<string, PartOfWave>>> {
  const settled = waves.filter(({ status }) => status !== "open").map(({ id }) => id);
  const open = waves.filter(({ status }) => status === "open").map(({ id }) => id);
  const wanted = { dontKnow, parts, totalsOf };
  const [inputs, kept, computed] = await Promise.all([
    describeSeriesInputs(db, cityId, settled),
    readSeriesParts(db, cityId, { ...wanted, waveIds: settled }),
    Promise.all(
      open.map(async (id) => {
        const around = frame?.wave.id === id ? frame : await readEstimationFrame(db, cityId, id);
        return [id, await computeParts(db, cityId, around, dontKnow, parts)] as const;
      }),
    ),
  ]);
  const stale = settled.filter((id) => kept.get(id)?.inputs !== inputs.get(id));
  // One after the other: each reads a wave's tallies.
  for (const id of stale) await keepWaveSeries(db, cityId, id, dontKnow);
  const remade = await readSeriesParts(db, cityId, { ...wanted, waveIds: stale });
  const found = new Map<string, Map<string, PartOfWave>>(computed);
  for (const id of settled) {
    const ofWave = (remade.get(id) ?? kept.get(id))?.parts;
    if (ofWave) found.set(id, ofWave);
  }
  return found;
}

async function computeParts(
  db: Database,
  cityId: string,
  frame: EstimationFrame | null,
  dontKnow: DontKnowRule,
  parts: readonly string[] | null,
): Promise<Map<string, PartOfWave>> {
  const ready = frame && (await readWaveInput(db, cityId, frame, dontKnow));
  if (!ready) return new Map();
  const { input } = ready;
  const asked = seriesParts(input.sheet).filter(({ id }) => parts === null || parts.includes(id));
  const series = remember(input, `series ${parts?.join() ?? "of all parts"}`, () => waveSeries(input, asked));
  return new Map(asked.map(({ id }) => [id, partOfSeries(series, id)!]));
}
