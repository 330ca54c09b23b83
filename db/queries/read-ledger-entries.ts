import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { validate as isUuid } from "uuid";
import type { Database } from "../client.ts";
import { communities, ledgerEntries as entries, streets, users } from "../schema/index.ts";

export const LEDGER_STATES = ["open", "overdue", "fixed", "cancelled", "all"] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

export interface LedgerAsked {
  /** The viewer's, or some of them. */
  streetIds: readonly string[];
  state: LedgerState;
  /** Today in the city: what is due before is overdue. */
  today: string;
}

export type LedgerEntry = Awaited<ReturnType<typeof readLedgerEntries>>[number];

/** A page of the ledger of some streets, the oldest first unless the newest are wanted. */
export function readLedgerEntries(
  db: Database,
  cityId: string,
  asked: LedgerAsked,
  { from = 0, count, newestFirst = false }: { from?: number; count: number; newestFirst?: boolean },
) {
  const inOrder = newestFirst ? desc : asc;
  return select(db)
    .where(entriesAsked(cityId, asked))
    .orderBy(inOrder(entries.openedAt), inOrder(entries.id))
    .limit(count)
    .offset(from);
}

/** One entry of the city, or null: also for an id that is none. */
export async function findLedgerEntry(db: Database, cityId: string, entryId: string) {
  if (!isUuid(entryId)) return null;
  const [entry] = await select(db).where(and(eq(entries.cityId, cityId), eq(entries.id, entryId)));
  return entry ?? null;
}

/** Which rows are asked for. */
export function entriesAsked(cityId: string, { streetIds, state, today }: LedgerAsked): SQL | undefined {
  const isOpen = [isNull(entries.fixedAt), isNull(entries.cancelledAt)];
  const inState: Record<LedgerState, (SQL | undefined)[]> = {
    open: isOpen,
    overdue: [...isOpen, lt(entries.dueOn, today)],
    fixed: [isNotNull(entries.fixedAt)],
    cancelled: [isNotNull(entries.cancelledAt)],
    all: [],
  };
  return and(eq(entries.cityId, cityId), inArray(entries.streetId, [...streetIds]), ...inState[state]);
}

const opener = alias(users, "opener");
const fixer = alias(users, "fixer");
const canceller = alias(users, "canceller");

function select(db: Database) {
  const { id, text, item, waveId, responseId, openedAt, dueOn } = entries;
  const { fixedAt, fixedNote, cancelledAt, cancelledReason } = entries;
  return db
    .select({
      ...{ id, text, item, waveId, responseId, openedAt, dueOn },
      ...{ fixedAt, fixedNote, cancelledAt, cancelledReason },
      street: { id: streets.id, code: streets.code, nameZh: streets.nameZh, nameEn: streets.nameEn },
      community: { code: communities.code, nameZh: communities.nameZh, nameEn: communities.nameEn },
      ...{ openedBy: opener.name, fixedBy: fixer.name, cancelledBy: canceller.name },
    })
    .from(entries)
    .innerJoin(streets, and(eq(streets.cityId, entries.cityId), eq(streets.id, entries.streetId)))
    .leftJoin(
      communities,
      and(eq(communities.cityId, entries.cityId), eq(communities.id, entries.communityId)),
    )
    .innerJoin(opener, and(eq(opener.cityId, entries.cityId), eq(opener.id, entries.openedBy)))
    .leftJoin(fixer, and(eq(fixer.cityId, entries.cityId), eq(fixer.id, entries.fixedBy)))
    .leftJoin(canceller, and(eq(canceller.cityId, entries.cityId), eq(canceller.id, entries.cancelledBy)))
    .$dynamic();
}
