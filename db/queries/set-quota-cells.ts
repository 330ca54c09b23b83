import { and, eq, sql } from "drizzle-orm";
import { QUOTA_CELLS, quotaKey, type QuotaCounts } from "#surveys/fieldwork/quota-cells.ts";
import type { Database } from "../client.ts";
import { quotaCells, waves } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

/**
 * Writes how many interviews are wanted of each cell of a street; null: as many as follow from the residents.
 *
 * @returns false when the wave is no more to be changed
 */
export async function setQuotaCells(
  db: Database,
  cityId: string,
  change: { waveId: string; streetId: string; wanted: QuotaCounts | null; userId: string },
): Promise<boolean> {
  const { waveId, streetId, wanted, userId } = change;
  return db.transaction(async (tx) => {
    const [wave] = await tx
      .select({ status: waves.status })
      .from(waves)
      .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)))
      .for("share");
    if (!wave || wave.status === "closed" || wave.status === "published") return false;
    if (wanted) await writeQuotaCells(tx, { cityId, waveId, streetId }, wanted, true);
    else {
      await tx
        .delete(quotaCells)
        .where(
          and(
            eq(quotaCells.cityId, cityId),
            eq(quotaCells.waveId, waveId),
            eq(quotaCells.streetId, streetId),
          ),
        );
    }
    await writeAudit(tx, {
      ...{ cityId, userId, action: "set-quota-cells", subjectKind: "wave", subjectId: waveId },
      details: { streetId, wanted },
    });
    return true;
  });
}

/** The rows of a street's cells; those that are there stay as they are unless `replace`. */
export async function writeQuotaCells(
  db: Database,
  street: { cityId: string; waveId: string; streetId: string },
  wanted: QuotaCounts,
  replace: boolean,
): Promise<void> {
  const rows = QUOTA_CELLS.map((cell) => ({ ...street, ...cell, wanted: wanted[quotaKey(cell)] }));
  const insert = db.insert(quotaCells).values(rows);
  const { cityId, waveId, streetId, ageBand, sex } = quotaCells;
  await (replace
    ? insert.onConflictDoUpdate({
        target: [cityId, waveId, streetId, ageBand, sex],
        set: { wanted: sql`excluded.wanted` },
      })
    : insert.onConflictDoNothing());
}
