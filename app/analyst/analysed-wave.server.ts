import type { DontKnowRule } from "#analysis/tally.ts";
import type { Database } from "#db/client.ts";
import { type ComputedWave, computeWaveEstimates } from "#db/queries/compute-wave-estimates.ts";
import type { Received } from "#db/queries/count-received.ts";
import { type EstimationFrame, readEstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { estimatesView, readReceived, type WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";

/** A wave's estimates as pages show them, with what further analyses start from. */
export interface AnalysedWave extends ComputedWave {
  frame: EstimationFrame;
  view: WaveEstimatesView;
  received: Received;
}

/** @throws a Response of 404 for an unknown wave */
export async function readAnalysedWave(
  db: Database,
  cityId: string,
  waveId: string,
  dontKnow: DontKnowRule,
): Promise<AnalysedWave> {
  const frame = await readEstimationFrame(db, cityId, waveId);
  const computed = frame && (await computeWaveEstimates(db, cityId, frame, dontKnow));
  if (!computed) throw new Response(null, { status: 404 });
  const received = await readReceived(db, cityId, frame);
  return { ...computed, frame, received, view: estimatesView(frame, computed, received) };
}

/** The rule for "don't know" that an address asks for; the sheet's unless it says otherwise. */
export const dontKnowOf = (search: URLSearchParams): DontKnowRule =>
  search.get("dontKnow") === "other" ? "other" : "sheet";
