import type { Database } from "#db/client.ts";
import { countLedgerEntries, type LedgerCounts } from "#db/queries/count-ledger-entries.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { isOfLedger } from "#db/queries/ledger-scope.ts";
import { type LedgerEntry, readLedgerEntries } from "#db/queries/read-ledger-entries.ts";

/** What is open in a street. */
export interface StreetLedger {
  counts: LedgerCounts;
  newest: LedgerEntry[];
}

const SHOWN = 5;

/** A street's open entries, the newest of them; null where the street's ledger is not the viewer's. */
export async function readStreetLedger(
  db: Database,
  viewer: Viewer,
  { districtId, streetId, today }: { districtId: string; streetId: string; today: string },
): Promise<StreetLedger | null> {
  if (!isOfLedger(viewer, districtId, streetId)) return null;
  const asked = { streetIds: [streetId], state: "open" as const, today };
  const [counts, newest] = await Promise.all([
    countLedgerEntries(db, viewer.cityId, asked),
    readLedgerEntries(db, viewer.cityId, asked, { count: SHOWN, newestFirst: true }),
  ]);
  return { counts, newest };
}
