import { and, eq } from "drizzle-orm";
import type { WaveInput } from "#analysis/score/estimate-wave.ts";
import type { DontKnowRule, Mode, Tally } from "#analysis/tally.ts";
import { MODES } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { Recent } from "../recent.ts";
import { weightingRuns } from "../schema/index.ts";
import { findRun, makeWeightingRun, type WeightingRun } from "./make-weighting-run.ts";
import type { EstimationFrame } from "./read-estimation-frame.ts";
import { readPublishedTallies } from "./read-published.ts";
import { readTally } from "./read-tally.ts";

/** What every analysis of a wave starts from. */
export interface ReadyWave {
  run: WeightingRun;
  /**
   * The same object as long as nothing that the estimates rest on has changed, so that what was made of it can be
   * remembered with it. Not to be written to.
   */
  input: WaveInput;
}

/** Runs replaced by whoever came in between; more often than this in a row is no coincidence. */
const ATTEMPTS = 5;
/** A wave's tallies take a few megabytes. */
const MOST_KEPT = 24;
const kept = new Recent<WaveInput>(MOST_KEPT);

/**
 * A wave's tallies, sheet and population from its present weighting run, read again only when something has changed. Of a
 * published wave they are the ones that were published; its responses are not looked at.
 *
 * @returns null for an unknown wave
 */
export async function readWaveInput(
  db: Database,
  cityId: string,
  frame: EstimationFrame,
  dontKnow: DontKnowRule,
): Promise<ReadyWave | null> {
  if (frame.published) return readPublishedInput(db, cityId, frame, dontKnow);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const run = await makeWeightingRun(db, cityId, frame.wave.id);
    if (!run) return null;
    const streets = frame.streets.map(({ id }) => id);
    const key = JSON.stringify([
      ...[cityId, run.id, run.inputs, dontKnow],
      ...[frame.wave.lambda, frame.totals, streets],
    ]);
    const input = kept.get(key) ?? (await readInput(db, cityId, run.id, frame, dontKnow));
    if (!input) continue;
    kept.keep(key, input);
    return { run, input };
  }
  throw new Error(`the weights of wave ${frame.wave.id} changed ${ATTEMPTS} times while they were read`);
}

async function readPublishedInput(
  db: Database,
  cityId: string,
  frame: EstimationFrame,
  dontKnow: DontKnowRule,
): Promise<ReadyWave> {
  const { id, runId } = frame.published!;
  const run = await findRun(db, cityId, runId);
  const key = JSON.stringify([cityId, "published", id, dontKnow]);
  const input = kept.get(key) ?? inputOf(frame, await readPublishedTallies(db, cityId, id), dontKnow);
  kept.keep(key, input);
  return { run: run!, input };
}

/** All tallies as of one moment; null when the run was replaced before it. */
async function readInput(
  db: Database,
  cityId: string,
  runId: string,
  { wave, sheet, streets, totals }: EstimationFrame,
  dontKnow: DontKnowRule,
): Promise<WaveInput | null> {
  const tallies = await db.transaction(
    async (tx) => {
      const [present] = await tx
        .select({ id: weightingRuns.id })
        .from(weightingRuns)
        .where(and(eq(weightingRuns.cityId, cityId), eq(weightingRuns.id, runId)));
      if (!present) return null;
      const read = {} as Record<Mode, Awaited<ReturnType<typeof readTally>>>;
      for (const mode of MODES) read[mode] = await readTally(tx, cityId, runId, mode, sheet);
      return read;
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  return tallies && inputOf({ wave, sheet, streets, totals }, tallies, dontKnow);
}

/** What estimation is given of a wave. */
export function inputOf(
  {
    wave,
    sheet,
    streets,
    totals,
  }: Pick<EstimationFrame, "sheet" | "streets" | "totals"> & {
    wave: { lambda: number };
  },
  tallies: Record<Mode, Tally | null>,
  dontKnow: DontKnowRule,
): WaveInput {
  return {
    ...tallies,
    sheet: sheet.items,
    overallItem: sheet.overallItem,
    controlTotals: totals,
    lambda: wave.lambda,
    streets: streets.map(({ id }) => id),
    dontKnow,
  };
}
