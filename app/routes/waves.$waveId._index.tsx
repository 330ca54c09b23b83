import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { ResultsByMode } from "#app/components/results-by-mode.tsx";
import { ResultsHeadline } from "#app/components/results-headline.tsx";
import { ResultsItems } from "#app/components/results-items.tsx";
import { ResultsMethod } from "#app/components/results-method.tsx";
import { ResultsStreets } from "#app/components/results-streets.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { readQuestionTitles } from "#db/queries/read-question-titles.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const dontKnow = new URL(request.url).searchParams.get("dontKnow") === "other" ? "other" : "sheet";
  const [view, titles] = await Promise.all([
    readWaveEstimates(context.database, viewer.cityId, wave.id, { dontKnow }),
    readQuestionTitles(context.database, viewer.cityId, wave.id),
  ]);
  if (!view) throw new Response(null, { status: 404 });
  return { wave, view, titles, manages: hasRole(viewer, ["supervisor", "administrator"]) };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "waves:openResults");

export default function WaveResults() {
  const { wave, view, titles, manages } = useLoaderData<typeof loader>();
  const { t } = useTranslation("waves");
  const other = view.dontKnow === "other" ? "?dontKnow=other" : "";
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      {wave.status === "published" ? null : <p className="mt-4 text-ink-soft">{t("results.provisional")}</p>}
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-12">
        <ResultsHeadline view={view} target={wave.targetShare} />
        <ResultsMethod view={view} />
        <ResultsStreets view={view} download={`/waves/${wave.id}/streets.csv${other}`} />
        <ResultsByMode view={view} />
        <ResultsItems view={view} titles={titles} />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
