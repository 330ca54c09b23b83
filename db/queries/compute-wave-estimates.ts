import { estimateWave, type WaveEstimates } from "#analysis/score/estimate-wave.ts";
import type { DontKnowRule, Mode } from "#analysis/tally.ts";
import { MODES } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { weightingRuns } from "../schema/index.ts";
import { and, eq } from "drizzle-orm";
import { makeWeightingRun, type WeightingRun } from "./make-weighting-run.ts";
import type { EstimationFrame } from "./read-estimation-frame.ts";
import { readTally } from "./read-tally.ts";

export interface ComputedWave {
  run: WeightingRun;
  estimates: WaveEstimates;
}

/** Runs replaced by whoever came in between; more often than this in a row is no coincidence. */
const ATTEMPTS = 5;
const MOST_KEPT = 40;
const kept = new Map<string, WaveEstimates>();

/**
 * A wave's estimates from its present weighting run, made again only when something that they rest on has changed.
 *
 * @returns null for an unknown wave
 */
export async function computeWaveEstimates(
  db: Database,
  cityId: string,
  frame: EstimationFrame,
  dontKnow: DontKnowRule,
): Promise<ComputedWave | null> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const run = await makeWeightingRun(db, cityId, frame.wave.id);
    if (!run) return null;
    const key = JSON.stringify([cityId, run.id, run.inputs, dontKnow, frame.wave.lambda, frame.totals]);
    const estimates = kept.get(key) ?? (await estimateRun(db, cityId, run.id, frame, dontKnow));
    if (!estimates) continue;
    // Taken out and put in again: the first key is always the one that was not needed for longest.
    kept.delete(key);
    kept.set(key, estimates);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return { run, estimates };
  }
  throw new Error(`the weights of wave ${frame.wave.id} changed ${ATTEMPTS} times while they were read`);
}

/** All tallies as of one moment; null when the run was replaced before it. */
async function estimateRun(
  db: Database,
  cityId: string,
  runId: string,
  { wave, sheet, streets, totals }: EstimationFrame,
  dontKnow: DontKnowRule,
): Promise<WaveEstimates | null> {
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
  if (!tallies) return null;
  return estimateWave({
    ...tallies,
    sheet: sheet.items,
    overallItem: sheet.overallItem,
    controlTotals: totals,
    lambda: wave.lambda,
    streets: streets.map(({ id }) => id),
    dontKnow,
  });
}
