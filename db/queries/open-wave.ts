import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { waves } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

export interface WaveStep {
  waveId: string;
  userId: string;
  now: Date;
}

/** Lets records in: drawn → open. False, and nothing changed, when the wave is not drawn. */
export function openWave(db: Database, cityId: string, { waveId, userId, now }: WaveStep): Promise<boolean> {
  return db.transaction(async (tx) => {
    const opened = await tx
      .update(waves)
      .set({ status: "open", openedAt: now })
      .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId), eq(waves.status, "drawn")))
      .returning({ id: waves.id });
    if (opened.length === 0) return false;
    await writeAudit(tx, { cityId, userId, action: "open-wave", subjectKind: "wave", subjectId: waveId });
    return true;
  });
}
