import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../client.ts";
import { ledgerEntries } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

export interface LedgerClosing {
  entryId: string;
  /** Put right, or found to be no problem. */
  as: "fixed" | "cancelled";
  /** What was done, for the public; or why it is no problem. */
  words: string;
  userId: string;
  now: Date;
}

/** Closes an entry. False where it is closed already, or there is none: of two at once one counts, and nothing is done twice. */
export function closeLedgerEntry(
  db: Database,
  cityId: string,
  { entryId, as, words, userId, now }: LedgerClosing,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const closed = await tx
      .update(ledgerEntries)
      .set(
        as === "fixed"
          ? { fixedAt: now, fixedBy: userId, fixedNote: words }
          : { cancelledAt: now, cancelledBy: userId, cancelledReason: words },
      )
      .where(
        and(
          ...[eq(ledgerEntries.cityId, cityId), eq(ledgerEntries.id, entryId)],
          ...[isNull(ledgerEntries.fixedAt), isNull(ledgerEntries.cancelledAt)],
        ),
      )
      .returning({ id: ledgerEntries.id });
    if (closed.length === 0) return false;
    await writeAudit(tx, {
      ...{ cityId, userId, action: as === "fixed" ? "fix-ledger-entry" : "cancel-ledger-entry" },
      ...{ subjectKind: "ledger-entry", subjectId: entryId, details: { words } },
    });
    return true;
  });
}
