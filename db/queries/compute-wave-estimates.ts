import { estimateWave, type WaveEstimates } from "#analysis/score/estimate-wave.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import type { Database } from "../client.ts";
import { remember } from "../remember.ts";
import type { EstimationFrame } from "./read-estimation-frame.ts";
import { type ReadyWave, readWaveInput } from "./read-wave-input.ts";

export interface ComputedWave extends ReadyWave {
  estimates: WaveEstimates;
}

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
  const ready = await readWaveInput(db, cityId, frame, dontKnow);
  if (!ready) return null;
  return { ...ready, estimates: remember(ready.input, "estimates", () => estimateWave(ready.input)) };
}
