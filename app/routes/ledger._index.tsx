import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { LedgerFilter } from "#app/components/ledger-filter.tsx";
import { LedgerSummary } from "#app/components/ledger-summary.tsx";
import { LedgerTable } from "#app/components/ledger-table.tsx";
import { PageLinks } from "#app/components/page-links.tsx";
import { readLedgerFilter } from "#app/ledger/ledger-filter.ts";
import { ledgerOfViewer } from "#app/ledger/ledger-viewer.server.ts";
import { pageNumber } from "#app/present/page-number.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { countLedgerEntries } from "#db/queries/count-ledger-entries.ts";
import { readLedgerEntries } from "#db/queries/read-ledger-entries.ts";

const ENTRIES_A_PAGE = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, streets, timeZone, today } = await ledgerOfViewer(context);
  const { cityId } = viewer;
  const search = new URL(request.url).searchParams;
  const { streetIds, ...filter } = readLedgerFilter(search, streets);
  const counts = await countLedgerEntries(context.database, cityId, { streetIds, today });
  const pages = Math.max(1, Math.ceil(counts[filter.state] / ENTRIES_A_PAGE));
  const page = pageNumber(search, pages);
  const asked = { streetIds, state: filter.state, today };
  const entries = await readLedgerEntries(context.database, cityId, asked, {
    ...{ from: (page - 1) * ENTRIES_A_PAGE, count: ENTRIES_A_PAGE },
  });
  return { streets, filter, counts, entries, page, pages, timeZone, today };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "ledger:title");

export default function Ledger() {
  const { streets, filter, counts, entries, page, pages, timeZone, today } = useLoaderData<typeof loader>();
  const { t } = useTranslation("ledger");
  const [search] = useSearchParams();
  const street = streets.some(({ id }) => id === filter.where) ? `?street=${filter.where}` : "";
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="mt-2 max-w-[800px] text-ink-soft">{t("lead")}</p>
      {streets.length === 0 ? (
        <p className="note mt-6 max-w-[640px]">{t("noStreets")}</p>
      ) : (
        <>
          <p className="no-print mt-4 flex flex-wrap gap-2">
            <Link to={`/ledger/new${street}`} className="button">
              {t("add.title")}
            </Link>
            {counts.all > 0 ? (
              <a href={`/ledger/entries.csv?${search}`} download="" className="button button-plain">
                {t("file")}
              </a>
            ) : null}
          </p>
          <LedgerFilter filter={filter} streets={streets} />
          <div className="mt-6">
            <LedgerSummary counts={counts} timeZone={timeZone} today={today} />
          </div>
          {entries.length > 0 ? (
            <LedgerTable entries={entries} timeZone={timeZone} today={today} />
          ) : (
            <p className="note mt-4 max-w-[640px]">{t(counts.all === 0 ? "empty" : "noneLike")}</p>
          )}
          <PageLinks page={page} pages={pages} />
        </>
      )}
    </>
  );
}

export const ErrorBoundary = ErrorPage;
