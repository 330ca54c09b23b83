import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { waves } from "../schema/index.ts";
import type { WaveStep } from "./open-wave.ts";
import { readClosingEffect } from "./read-closing-effect.ts";
import { writeAudit } from "./write-audit.ts";

/** Ends fieldwork: open → closed; what arrives later goes to quarantine. False when the wave is not open. */
export function closeWave(db: Database, cityId: string, { waveId, userId, now }: WaveStep): Promise<boolean> {
  return db.transaction(async (tx) => {
    const closed = await tx
      .update(waves)
      .set({ status: "closed", closedAt: now })
      .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId), eq(waves.status, "open")))
      .returning({ id: waves.id });
    if (closed.length === 0) return false;
    const effect = await readClosingEffect(tx, cityId, waveId, now);
    await writeAudit(tx, {
      cityId,
      userId,
      action: "close-wave",
      subjectKind: "wave",
      subjectId: waveId,
      details: { ...effect },
    });
    return true;
  });
}
