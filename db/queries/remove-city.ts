import { eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import * as t from "../schema/index.ts";

/** Every table with a city's rows; what points at another comes before it. */
export const TABLES_OF_A_CITY = [
  t.waveSeriesParts,
  t.waveSeries,
  t.events,
  t.ledgerEntries,
  t.yearScores,
  t.publishedEstimates,
  t.backChecks,
  t.reviews,
  t.quotaReservations,
  t.quotaCells,
  t.frameUploads,
  t.responseWeights,
  t.weightingRuns,
  t.responsePhotos,
  t.responses,
  t.interceptCounts,
  t.sessionEvents,
  t.interceptSessions,
  t.rosters,
  t.fieldFindings,
  t.visits,
  t.corrections,
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
  t.tabletSecrets,
  t.copyKeys,
  t.sessions,
  t.invitations,
  t.userRoles,
  t.users,
  t.auditLog,
] as const;

/**
 * Removes a city and everything in it. For one that was never finished; there is no way back.
 *
 * Table by table, not in one transaction, in which every foreign key would be checked against rows that are only marked as
 * gone: minutes instead of seconds. Interrupted, it is called again.
 */
export async function removeCity(db: Database, cityId: string): Promise<void> {
  for (const table of TABLES_OF_A_CITY) await db.delete(table).where(eq(table.cityId, cityId));
  await db.delete(t.cities).where(eq(t.cities.id, cityId));
}
