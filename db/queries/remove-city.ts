import { eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import * as t from "../schema/index.ts";

/** Every table with a city's rows; what points at another comes before it. */
export const TABLES_OF_A_CITY = [
  t.publishedEstimates,
  t.responseWeights,
  t.weightingRuns,
  t.responses,
  t.interceptCounts,
  t.sessionEvents,
  t.interceptSessions,
  t.rosters,
  t.fieldFindings,
  t.visits,
  t.assignments,
  t.cases,
  t.quarantine,
  t.records,
  t.drawnUnits,
  t.draws,
  t.publicLinks,
  t.waves,
  t.areaCovariates,
  t.controlTotals,
  t.siteSlots,
  t.slots,
  t.sites,
  t.dwellingAddresses,
  t.dwellings,
  t.communities,
  t.streets,
  t.districts,
  t.devices,
  t.sessions,
  t.userRoles,
  t.users,
  t.auditLog,
] as const;

/** Removes a city and everything in it, all or nothing. For one that was never finished; there is no way back. */
export async function removeCity(db: Database, cityId: string): Promise<void> {
  await db.transaction(async (tx) => {
    for (const table of TABLES_OF_A_CITY) await tx.delete(table).where(eq(table.cityId, cityId));
    await tx.delete(t.cities).where(eq(t.cities.id, cityId));
  });
}
