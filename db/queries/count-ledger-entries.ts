import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { ledgerEntries as entries } from "../schema/index.ts";
import { entriesAsked, type LedgerAsked, type LedgerState } from "./read-ledger-entries.ts";

export type LedgerCounts = Record<LedgerState, number> & {
  /** When the open entry that has waited longest was opened. */
  oldest: Date | null;
};

/** How many entries of some streets stand open, are overdue, were put right or were none. */
export async function countLedgerEntries(
  db: Database,
  cityId: string,
  asked: Omit<LedgerAsked, "state">,
): Promise<LedgerCounts> {
  const isOpen = sql`${entries.fixedAt} is null and ${entries.cancelledAt} is null`;
  const count = (where: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${where})::int`;
  const [counts] = await db
    .select({
      open: count(isOpen),
      overdue: count(sql`${isOpen} and ${entries.dueOn} < ${asked.today}`),
      fixed: count(sql`${entries.fixedAt} is not null`),
      cancelled: count(sql`${entries.cancelledAt} is not null`),
      all: sql<number>`count(*)::int`,
      oldest: sql`min(${entries.openedAt}) filter (where ${isOpen})`.mapWith(entries.openedAt),
    })
    .from(entries)
    .where(entriesAsked(cityId, { ...asked, state: "all" }));
  const { oldest, ...numbers } = counts!;
  return { ...numbers, oldest: oldest as Date | null };
}
