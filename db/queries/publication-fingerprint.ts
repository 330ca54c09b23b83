import { hashOf } from "../canonical-json.ts";
import type { Database } from "../client.ts";
import { describeWeightingInputs } from "./describe-weighting-inputs.ts";
import type { EstimationFrame } from "./read-estimation-frame.ts";

/** Changes with anything that the figures of a wave would change with. */
export async function publicationFingerprint(
  db: Database,
  cityId: string,
  { wave, sheet, streets, totals }: EstimationFrame,
): Promise<string> {
  const weights = await describeWeightingInputs(db, cityId, wave.id);
  const { lambda, targetShare, interceptRule } = wave;
  return hashOf({ weights, lambda, targetShare, interceptRule, sheet, streets, totals });
}
