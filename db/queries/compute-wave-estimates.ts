import { estimateWave, type WaveEstimates } from "#analysis/score/estimate-wave.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import type { Database } from "../client.ts";
import { remember } from "../remember.ts";
import type { EstimationFrame } from "./read-estimation-frame.ts";
import { readPublishedEstimates } from "./read-published.ts";
import { type ReadyWave, readWaveInput } from "./read-wave-input.ts";

export interface ComputedWave extends ReadyWave {
  estimates: WaveEstimates;
}

/**
 * A wave's estimates from its present weighting run, made again only when something that they rest on has changed; of a
 * published wave the ones that were published.
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
  if (frame.published) {
    const { id } = frame.published;
    const read = () => readPublishedEstimates(db, cityId, id, dontKnow);
    return { ...ready, estimates: await remember(ready.input, "published estimates", read) };
  }
  return { ...ready, estimates: remember(ready.input, "estimates", () => estimateWave(ready.input)) };
}
