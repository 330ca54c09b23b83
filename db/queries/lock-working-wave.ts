import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { waves } from "../schema/index.ts";

/** Whether cases of a wave may change hands: it is drawn or open, and stays so until this transaction ends. */
export async function lockWorkingWave(tx: Database, cityId: string, waveId: string): Promise<boolean> {
  const [wave] = await tx
    .select({ status: waves.status })
    .from(waves)
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)))
    .for("share");
  return wave?.status === "drawn" || wave?.status === "open";
}
