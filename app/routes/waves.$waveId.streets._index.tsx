import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dontKnowOf, readAnalysedWave } from "#app/analyst/analysed-wave.server.ts";
import { readStreets } from "#app/analyst/read-streets.server.ts";
import { DontKnowNote } from "#app/components/dont-know-note.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { NonProbabilityNote } from "#app/components/non-probability-note.tsx";
import { StreetsChart } from "#app/components/streets-chart.tsx";
import { StreetsFilter } from "#app/components/streets-filter.tsx";
import { StreetsMap } from "#app/components/streets-map.tsx";
import { StreetsNotes } from "#app/components/streets-notes.tsx";
import { StreetsTable } from "#app/components/streets-table.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { askedBy } from "#app/present/asked-by.ts";
import { byShare, filterStreets, streetFilter } from "#app/present/filter-streets.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const search = new URL(request.url).searchParams;
  const best = Number(search.get("best") ?? "");
  const { database } = context;
  const analysed = await readAnalysedWave(database, viewer.cityId, wave.id, dontKnowOf(search));
  const asked = Number.isInteger(best) && best > 0 ? best : null;
  const page = await readStreets(database, viewer.cityId, wave, analysed, asked);
  return { wave, page, manages: hasRole(viewer, ["supervisor", "administrator"]) };
}

/** Filters and the order of the table arrange what is there. */
export const shouldRevalidate = askedBy("best", "dontKnow");

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "waves:tabs.streets");

export default function WaveStreets() {
  const { wave, page, manages } = useLoaderData<typeof loader>();
  const { t } = useTranslation("waves");
  const [search] = useSearchParams();
  const filter = streetFilter(search);
  const all = byShare(page.streets);
  const shown = filterStreets(all, filter);
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      {wave.status === "published" ? null : <p className="mt-4 text-ink-soft">{t("results.provisional")}</p>}
      <DontKnowNote view={page.view} />
      <StreetsFilter filter={filter} best={page.best} shown={shown.length} all={all.length} />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-10">
        <StreetsChart page={page} streets={shown} />
        <NonProbabilityNote view={page.view} of="streets" />
        <StreetsTable page={page} waveId={wave.id} streets={shown} />
        <StreetsNotes page={page} />
        <StreetsMap waveId={wave.id} streets={all} />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
