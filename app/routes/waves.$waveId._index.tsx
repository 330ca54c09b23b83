import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dontKnowOf } from "#app/analyst/analysed-wave.server.ts";
import { readOverview } from "#app/analyst/read-overview.server.ts";
import { ErrorPage } from "#app/components/error-page.tsx";
import { OverviewBeside } from "#app/components/overview-beside.tsx";
import { OverviewFacts } from "#app/components/overview-facts.tsx";
import { OverviewLosses } from "#app/components/overview-losses.tsx";
import { ResultsByMode } from "#app/components/results-by-mode.tsx";
import { ResultsHeadline } from "#app/components/results-headline.tsx";
import { ResultsMethod } from "#app/components/results-method.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const dontKnow = dontKnowOf(new URL(request.url).searchParams);
  const overview = await readOverview(context.database, viewer.cityId, wave, dontKnow);
  return { wave, overview, manages: hasRole(viewer, ["supervisor", "administrator"]) };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "waves:openResults");

export default function WaveOverview() {
  const { wave, overview, manages } = useLoaderData<typeof loader>();
  const { t } = useTranslation("waves");
  const { view } = overview;
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      {wave.status === "published" ? null : <p className="mt-4 text-ink-soft">{t("results.provisional")}</p>}
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-10">
        <ResultsHeadline view={view} target={wave.targetShare} />
        <OverviewFacts overview={overview} target={wave.targetShare} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-10 lg:grid-cols-2">
          <OverviewLosses overview={overview} waveId={wave.id} />
          <OverviewBeside overview={overview} waveId={wave.id} />
        </div>
        <ResultsByMode view={view} />
        <ResultsMethod view={view} />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
