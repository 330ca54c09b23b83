import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { records, waves } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

export type InterceptRule = "every-kth" | "quota";

export type RuleOutcome = "chosen" | "unchanged" | "too-late" | "unknown-wave";

/**
 * Chooses whom intercepts ask: every k-th passer-by, or whoever fills the cells of a quota, which is no probability
 * sample. Only before the wave is open and anything was collected.
 */
export async function chooseInterceptRule(
  db: Database,
  cityId: string,
  { waveId, rule, userId }: { waveId: string; rule: InterceptRule; userId: string },
): Promise<RuleOutcome> {
  return db.transaction(async (tx) => {
    const thisWave = and(eq(waves.cityId, cityId), eq(waves.id, waveId));
    const [wave] = await tx
      .select({ status: waves.status, plan: waves.plan })
      .from(waves)
      .where(thisWave)
      .for("update");
    if (!wave) return "unknown-wave";
    const before = wave.plan.interceptRule ?? "every-kth";
    if (before === rule) return "unchanged";
    if (wave.status !== "draft" && wave.status !== "drawn") return "too-late";
    const [collected] = await tx
      .select({ id: records.id })
      .from(records)
      .where(and(eq(records.cityId, cityId), eq(records.waveId, waveId)))
      .limit(1);
    if (collected) return "too-late";
    await tx
      .update(waves)
      .set({ plan: { ...wave.plan, interceptRule: rule } })
      .where(thisWave);
    await writeAudit(tx, {
      ...{ cityId, userId, action: "choose-intercept-rule", subjectKind: "wave", subjectId: waveId },
      details: { from: before, to: rule },
    });
    return "chosen";
  });
}
