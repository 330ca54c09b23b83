import { and, eq, or } from "drizzle-orm";
import type { Database } from "../client.ts";
import { communities, ledgerEntries, streets, waves } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

export interface NewLedgerEntry {
  /** Chosen before it is sent: sent again it is the same entry. */
  id: string;
  streetId: string;
  communityId: string | null;
  waveId: string | null;
  item: string | null;
  responseId: string | null;
  text: string;
  dueOn: string | null;
}

export type AddedLedgerEntry =
  | { status: "added"; id: string }
  /** It was sent before, or somebody entered the same response: that entry stands. */
  | { status: "there"; id: string }
  /** The city has no such street, or the street no such community or wave. */
  | { status: "not-found" };

/** Opens an entry of the ledger. Sent twice, or by two people of the same response at once, there is one. */
export function addLedgerEntry(
  db: Database,
  cityId: string,
  entry: NewLedgerEntry,
  by: { userId: string; now: Date },
): Promise<AddedLedgerEntry> {
  return db.transaction(async (tx) => {
    const districtId = await districtOf(tx, cityId, entry);
    if (!districtId) return { status: "not-found" };
    const { id, responseId } = entry;
    const [added] = await tx
      .insert(ledgerEntries)
      .values({ cityId, districtId, ...entry, openedBy: by.userId, openedAt: by.now })
      .onConflictDoNothing()
      .returning({ id: ledgerEntries.id });
    if (!added) return { status: "there", id: await readStanding(tx, cityId, entry) };
    const { streetId, text, dueOn } = entry;
    await writeAudit(tx, {
      ...{
        cityId,
        userId: by.userId,
        action: "add-ledger-entry",
        subjectKind: "ledger-entry",
        subjectId: id,
      },
      details: { streetId, responseId, text, dueOn },
    });
    return { status: "added", id };
  });
}

/** The district of the street, if the community and the wave belong there too. */
async function districtOf(
  db: Database,
  cityId: string,
  { streetId, communityId, waveId }: NewLedgerEntry,
): Promise<string | null> {
  const [street] = await db
    .select({ districtId: streets.districtId })
    .from(streets)
    .where(and(eq(streets.cityId, cityId), eq(streets.id, streetId)));
  if (!street) return null;
  const { districtId } = street;
  if (communityId) {
    const inStreet = and(eq(communities.cityId, cityId), eq(communities.streetId, streetId));
    const found = await db
      .select({ id: communities.id })
      .from(communities)
      .where(and(inStreet, eq(communities.id, communityId)));
    if (found.length === 0) return null;
  }
  if (waveId) {
    const inDistrict = and(eq(waves.cityId, cityId), eq(waves.districtId, districtId));
    const found = await db
      .select({ id: waves.id })
      .from(waves)
      .where(and(inDistrict, eq(waves.id, waveId)));
    if (found.length === 0) return null;
  }
  return districtId;
}

async function readStanding(db: Database, cityId: string, { id, responseId }: NewLedgerEntry) {
  const [standing] = await db
    .select({ id: ledgerEntries.id })
    .from(ledgerEntries)
    .where(
      and(
        eq(ledgerEntries.cityId, cityId),
        or(eq(ledgerEntries.id, id), responseId ? eq(ledgerEntries.responseId, responseId) : undefined),
      ),
    )
    .limit(1);
  return standing!.id;
}
