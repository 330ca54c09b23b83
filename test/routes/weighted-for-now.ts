import { and, eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { describeWeightingInputs } from "#db/queries/describe-weighting-inputs.ts";
import { weightingRuns } from "#db/schema/index.ts";
import type { HardWave } from "./hard-waves.ts";

/** The wave with its weights made provisional, as they are before anything is published. */
export async function weightedForNow(db: Database, making: Promise<HardWave>): Promise<HardWave> {
  const wave = await making;
  const { cityId, waveId } = wave;
  const inputs = (await describeWeightingInputs(db, cityId, waveId)) ?? "";
  await db
    .update(weightingRuns)
    .set({ kind: "provisional", inputs })
    .where(and(eq(weightingRuns.cityId, cityId), eq(weightingRuns.waveId, waveId)));
  return wave;
}
