import type { LoaderFunctionArgs } from "@remix-run/node";
import { ledgerCsv } from "#app/ledger/ledger-csv.ts";
import { readLedgerFilter } from "#app/ledger/ledger-filter.ts";
import { ledgerOfViewer } from "#app/ledger/ledger-viewer.server.ts";
import { readLedgerEntries } from "#db/queries/read-ledger-entries.ts";

const MOST_ROWS = 100_000;

/** What the page shows, all of it, as a file. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, streets, timeZone, today } = await ledgerOfViewer(context);
  const { streetIds, state } = readLedgerFilter(new URL(request.url).searchParams, streets);
  const asked = { streetIds, state, today };
  const entries = await readLedgerEntries(context.database, viewer.cityId, asked, { count: MOST_ROWS });
  return new Response(ledgerCsv(entries, { timeZone, today }), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="ledger-${today}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
