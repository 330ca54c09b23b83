import { and, eq, isNotNull, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { ledgerEntries } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

interface LedgerReopening {
  entryId: string;
  /** Why it was closed wrongly, for the office. */
  words: string;
  userId: string;
}

/**
 * Opens a closed entry again: it was not put right, or other words shall be published. How it had been closed stays in the audit.
 *
 * @returns false where it is open, or there is none
 */
export function reopenLedgerEntry(
  db: Database,
  cityId: string,
  { entryId, words, userId }: LedgerReopening,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { fixedAt, fixedBy, fixedNote, cancelledAt, cancelledBy, cancelledReason } = ledgerEntries;
    const closed = and(
      ...[eq(ledgerEntries.cityId, cityId), eq(ledgerEntries.id, entryId)],
      or(isNotNull(fixedAt), isNotNull(cancelledAt)),
    );
    const [was] = await tx
      .select({ fixedAt, fixedBy, fixedNote, cancelledAt, cancelledBy, cancelledReason })
      .from(ledgerEntries)
      .where(closed)
      .for("update");
    if (!was) return false;
    const open = { fixedAt: null, fixedBy: null, fixedNote: null };
    await tx
      .update(ledgerEntries)
      .set({ ...open, cancelledAt: null, cancelledBy: null, cancelledReason: null })
      .where(closed);
    await writeAudit(tx, {
      ...{ cityId, userId, action: "reopen-ledger-entry" },
      ...{ subjectKind: "ledger-entry", subjectId: entryId, details: { words, was } },
    });
    return true;
  });
}
