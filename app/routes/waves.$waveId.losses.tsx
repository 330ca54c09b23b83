import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readLossesPage } from "#app/analyst/losses-page.server.ts";
import { ChoiceLinks } from "#app/components/choice-links.tsx";
import { DriversSection } from "#app/components/drivers-section.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { LossCells } from "#app/components/loss-cells.tsx";
import { LossSteps } from "#app/components/loss-steps.tsx";
import { ResultsItems } from "#app/components/results-items.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { askedBy } from "#app/present/asked-by.ts";
import { dimensionSteps, itemSteps, WAYS } from "#app/present/loss-steps.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const search = new URL(request.url).searchParams;
  const page = await readLossesPage(context.database, viewer.cityId, wave.id, {
    dontKnow: search.get("dontKnow") === "other" ? "other" : "sheet",
    rows: search.get("rows") === "dimension" ? "dimension" : "item",
  });
  if (!page) throw new Response(null, { status: 404 });
  return { wave, manages: hasRole(viewer, ["supervisor", "administrator"]), ...page };
}

/** The ways of asking and the dimensions are all there: choosing one asks no server. */
export const shouldRevalidate = askedBy("dontKnow", "rows");

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "losses:title");

export default function WaveLosses() {
  const page = useLoaderData<typeof loader>();
  const { wave, manages, view, titles, parts, drivers } = page;
  const [search] = useSearchParams();
  const way = WAYS.find((each) => each === search.get("way")) ?? "combined";
  const share = way === "combined" ? view.overall : view.overall.byMode[way];
  const steps = dimensionSteps(parts, way);
  const inside = view.items.filter(({ dimension }) => dimension === search.get("dimension"));
  const items = itemSteps(inside, way);
  const dimension = inside[0]?.dimension ?? null;
  const { t } = useTranslation(["losses", "waves"]);
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      {wave.status === "published" ? null : (
        <p className="mt-4 text-ink-soft">{t("waves:results.provisional")}</p>
      )}
      <div className="no-print mt-4 flex flex-wrap gap-x-8 gap-y-2">
        <ChoiceLinks
          label={t("way")}
          param="way"
          chosen={way}
          choices={WAYS.map((value) => ({
            value,
            label: t(`waves:mode.${value}`),
          }))}
        />
        <ChoiceLinks
          label={t("dontKnow")}
          param="dontKnow"
          chosen={view.dontKnow}
          choices={[
            { value: "sheet", label: t("rule.sheet") },
            { value: "other", label: t("rule.other") },
          ]}
        />
      </div>
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-12">
        <LossSteps page={{ way, dimension, share, steps, items, titles }} />
        <LossCells streets={page.streets} cells={page.cells} detail={page.rows} titles={titles} />
        <ResultsItems view={view} titles={titles} />
        <DriversSection drivers={drivers} steps={steps} way={way} level={view.level} />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
