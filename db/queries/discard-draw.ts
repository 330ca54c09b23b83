import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "../client.ts";
import { assignments, cases, drawnUnits, draws, quarantine, records, waves } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

export interface DrawToDiscard {
  waveId: string;
  userId: string;
  /** Why the sample is thrown away; stays in the audit log with its seed. */
  reason: string;
}

export type DiscardOutcome =
  | { status: "discarded" }
  | { status: "reason-missing" }
  | { status: "already-collected" }
  | { status: "not-drawn" }
  | { status: "unknown-wave" };

/**
 * Takes a drawn wave back to a draft: its sample, cases and assignments go, and the audit log keeps seed, frame hash
 * and reason. Only before the wave is opened, and while nothing has been received for it.
 */
export function discardDraw(
  db: Database,
  cityId: string,
  { waveId, userId, reason }: DrawToDiscard,
): Promise<DiscardOutcome> {
  return db.transaction(async (tx) => {
    const thisWave = and(eq(waves.cityId, cityId), eq(waves.id, waveId));
    const [wave] = await tx.select({ status: waves.status }).from(waves).where(thisWave).for("update");
    if (!wave) return { status: "unknown-wave" };
    if (wave.status !== "drawn") return { status: "not-drawn" };
    if (reason.trim() === "") return { status: "reason-missing" };
    if (await hasReceived(tx, cityId, waveId)) return { status: "already-collected" };
    const drawn = await tx
      .select({ id: draws.id, seed: draws.seed, algorithm: draws.algorithm, frameHash: draws.frameHash })
      .from(draws)
      .where(and(eq(draws.cityId, cityId), eq(draws.waveId, waveId)));
    await removeSample(
      tx,
      cityId,
      waveId,
      drawn.map(({ id }) => id),
    );
    await tx.update(waves).set({ status: "draft" }).where(thisWave);
    await writeAudit(tx, {
      cityId,
      userId,
      action: "discard-draw",
      subjectKind: "wave",
      subjectId: waveId,
      details: { reason: reason.trim(), draws: drawn },
    });
    return { status: "discarded" };
  });
}

async function removeSample(
  db: Database,
  cityId: string,
  waveId: string,
  drawIds: readonly string[],
): Promise<void> {
  const ofWave = and(eq(cases.cityId, cityId), eq(cases.waveId, waveId));
  await db
    .delete(assignments)
    .where(
      and(
        eq(assignments.cityId, cityId),
        inArray(assignments.caseId, db.select({ id: cases.id }).from(cases).where(ofWave)),
      ),
    );
  await db.delete(cases).where(ofWave);
  const ids = [...drawIds];
  await db.delete(drawnUnits).where(and(eq(drawnUnits.cityId, cityId), inArray(drawnUnits.drawId, ids)));
  await db.delete(draws).where(and(eq(draws.cityId, cityId), inArray(draws.id, ids)));
}

async function hasReceived(db: Database, cityId: string, waveId: string): Promise<boolean> {
  for (const table of [records, quarantine] as const) {
    const rows = await db
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.cityId, cityId), eq(table.waveId, waveId)))
      .limit(1);
    if (rows.length > 0) return true;
  }
  return false;
}
