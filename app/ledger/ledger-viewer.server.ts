import type { AppLoadContext } from "@remix-run/node";
import { dayOf } from "#app/present/format-clock.ts";
import { hasRole } from "#app/present/may-do.ts";
import { findCity } from "#db/queries/find-city.ts";
import { LEDGER_ROLES, readLedgerStreets } from "#db/queries/ledger-scope.ts";
import { findLedgerEntry } from "#db/queries/read-ledger-entries.ts";

/** Whoever follows problems, with the streets that they do it in, and today in the city. @throws a Response of 401 or 403 */
export async function ledgerOfViewer({ database, viewer }: AppLoadContext) {
  if (!viewer) throw new Response(null, { status: 401 });
  if (!hasRole(viewer, LEDGER_ROLES)) throw new Response(null, { status: 403 });
  const [{ timeZone }, streets] = await Promise.all([
    findCity(database, viewer.cityId),
    readLedgerStreets(database, viewer),
  ]);
  const now = new Date();
  return { viewer, streets, timeZone, now, today: dayOf(now, timeZone) };
}

/** The entry that an address names, if its street's ledger is the viewer's. @throws a Response of 401, 403 or 404 */
export async function entryOfViewer(context: AppLoadContext, entryId: string | undefined) {
  const ledger = await ledgerOfViewer(context);
  const entry = await findLedgerEntry(context.database, ledger.viewer.cityId, entryId ?? "");
  const street = ledger.streets.find(({ id }) => id === entry?.street.id);
  if (!entry || !street) throw new Response(null, { status: 404 });
  return { ...ledger, entry, street };
}
