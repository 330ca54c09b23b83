import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { waves } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

export interface AssessmentChange {
  waveId: string;
  userId: string;
  /** Null: the usual day. */
  day: string | null;
  /** What the form showed as entered. */
  before: string | null;
}

/**
 * Enters another day of the assessment, also while the wave is in the field; what stood before stays in the audit log. Nothing
 * changes once the wave is published, or when somebody else has changed the day meanwhile.
 */
export function changeAssessmentDay(
  db: Database,
  cityId: string,
  { waveId, userId, day, before }: AssessmentChange,
): Promise<"changed" | "published" | "stale"> {
  return db.transaction(async (tx) => {
    const thisWave = and(eq(waves.cityId, cityId), eq(waves.id, waveId));
    const [wave] = await tx
      .select({ status: waves.status, assessmentOn: waves.assessmentOn })
      .from(waves)
      .where(thisWave)
      .for("update");
    if (wave?.status === "published") return "published";
    if (!wave || wave.assessmentOn !== before) return "stale";
    if (day === before) return "changed";
    await tx.update(waves).set({ assessmentOn: day }).where(thisWave);
    await writeAudit(tx, {
      ...{ cityId, userId, action: "change-assessment-day", subjectKind: "wave", subjectId: waveId },
      details: { from: before, to: day },
    });
    return "changed";
  });
}
