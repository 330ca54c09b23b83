import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node"; // prettier-ignore
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { seriesParts } from "#analysis/trends/series-parts.ts";
import { readEventForm } from "#app/analyst/event-form.ts";
import { readTrendWaves, trendOf, wavesUpTo } from "#app/analyst/read-trend.server.ts";
import { readLastTwo, streetTrends } from "#app/analyst/street-trends.server.ts";
import { ErrorPage } from "#app/components/error-page.tsx";
import { TrendChoiceForm } from "#app/components/trend-choice.tsx";
import { TrendEvents } from "#app/components/trend-events.tsx";
import { TrendForecastText } from "#app/components/trend-forecast.tsx";
import { TrendLine } from "#app/components/trend-line.tsx";
import { TrendStreets } from "#app/components/trend-streets.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { formOf } from "#app/form-of.server.ts";
import { formText } from "#app/present/form-text.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useAfterPaint } from "#app/present/use-after-paint.ts";
import { withParams } from "#app/present/with-params.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { listEvents } from "#db/queries/list-events.ts";
import { listWavesOfSeries } from "#db/queries/list-waves-of-series.ts";
import { readEstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { readQuestionTitles } from "#db/queries/read-question-titles.ts";
import { readStreetsOfDistrict } from "#db/queries/read-streets-of-district.ts";
import { removeEvent, writeEvent } from "#db/queries/write-event.ts";

const ANALYSTS = ["analyst", "administrator"] as const;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ANALYSTS);
  const { database } = context;
  const search = new URL(request.url).searchParams;
  const [frame, streets, titles, events, all] = await Promise.all([
    readEstimationFrame(database, viewer.cityId, wave.id),
    readStreetsOfDistrict(database, viewer.cityId, wave.district.id),
    readQuestionTitles(database, viewer.cityId, wave.id),
    listEvents(database, viewer.cityId, wave.district.id),
    listWavesOfSeries(database, viewer.cityId, wave.district.id),
  ]);
  const parts = seriesParts(frame!.sheet.items).map(({ id }) => id);
  const choice = {
    part: parts.find((part) => part === search.get("part")) ?? "share",
    domain: streets.find(({ id }) => id === search.get("street"))?.id ?? "district",
    dontKnow: search.get("dontKnow") === "other" ? ("other" as const) : ("sheet" as const),
  };
  const [read, lastTwo] = await Promise.all([
    readTrendWaves(database, viewer.cityId, wave, all, choice, frame!),
    readLastTwo(database, viewer.cityId, wavesUpTo(all, wave), choice),
  ]);
  const trend = trendOf(wave, read, choice);
  return {
    ...{ wave, choice, trend, streets, titles, later: read.later },
    latestId: read.latestId,
    items: frame!.sheet.items.map(({ id, dimension }) => ({ id, dimension })),
    parts,
    streetTrends: streetTrends(streets, read, lastTwo, choice.part),
    events,
    manages: hasRole(viewer, ["supervisor", "administrator"]),
  };
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ANALYSTS);
  const form = await formOf(request);
  const [intent, eventId] = [formText(form, "intent"), formText(form, "event")];
  const place = { districtId: wave.district.id, userId: viewer.userId };
  const shown = withParams(new URL(request.url).searchParams, { event: null, index: null }).replace(
    /^\.$/,
    "",
  );
  const back = redirect(`/waves/${wave.id}/trends${shown}`, 303);
  if (intent === "remove") {
    const removed = await removeEvent(context.database, viewer.cityId, { ...place, eventId });
    return removed ? back : data({ gone: true, errors: {} }, { status: 409 });
  }
  if (intent !== "save") throw new Response(null, { status: 400 });
  const { fields, errors } = readEventForm(form);
  if (Object.keys(errors).length > 0) return data({ gone: false, errors }, { status: 400 });
  const write = { ...place, eventId: eventId || null };
  const written = await writeEvent(context.database, viewer.cityId, write, fields);
  return written ? back : data({ gone: true, errors: {} }, { status: 409 });
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "trends:title");

export default function Trends() {
  const { wave, choice, later, latestId, manages } = useLoaderData<typeof loader>();
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const streets = useAfterPaint(useMemo(() => ({ ...page, search }), [page, search]));
  const { t } = useTranslation("trends");
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      <div className="mt-6 flex flex-wrap items-baseline justify-between gap-x-6">
        <p className="max-w-[800px] text-ink-soft">{t("lead")}</p>
        <Link
          to={`/waves/${wave.id}/trends/compare`}
          className="inline-flex min-h-[44px] items-center no-print"
        >
          {t("compareLink")}
        </Link>
      </div>
      {later > 0 ? (
        <p className="note mt-4 max-w-[800px]">
          {t("later", { count: later })}
          <Link to={`/waves/${latestId}/trends`}>{t("toLatest")}</Link>
        </p>
      ) : null}
      <TrendChoiceForm {...page} />
      <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-12">
        <TrendLine {...page} />
        <TrendForecastText trend={page.trend} choice={choice} target={wave.targetShare} />
        <TrendEvents {...page} errors={answer?.errors ?? {}} gone={answer?.gone ?? false} />
        <TrendStreets {...streets} />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
