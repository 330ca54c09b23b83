import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { dontKnowOf, readAnalysedWave } from "#app/analyst/analysed-wave.server.ts";
import { readStreet } from "#app/analyst/read-street.server.ts";
import { BackLink } from "#app/components/back-link.tsx";
import { DontKnowNote } from "#app/components/dont-know-note.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { NonProbabilityNote } from "#app/components/non-probability-note.tsx";
import { StreetComments } from "#app/components/street-comments.tsx";
import { StreetCommunities } from "#app/components/street-communities.tsx";
import { StreetHeadline } from "#app/components/street-headline.tsx";
import { StreetItems } from "#app/components/street-items.tsx";
import { StreetLedgerSection } from "#app/components/street-ledger.tsx";
import { StreetModes } from "#app/components/street-modes.tsx";
import { StreetTrend } from "#app/components/street-trend.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { readStreetLedger } from "#app/ledger/street-ledger.server.ts";
import { askedBy } from "#app/present/asked-by.ts";
import { storable } from "#app/present/form-text.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { readQuestionTitles } from "#db/queries/read-question-titles.ts";

const LONGEST_SEARCH = 100;
const MOST_PAGES = 100_000;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const { database } = context;
  const search = new URL(request.url).searchParams;
  const asked = Math.floor(Number(search.get("page"))) || 1;
  const [analysed, titles] = await Promise.all([
    readAnalysedWave(database, viewer.cityId, wave.id, dontKnowOf(search)),
    readQuestionTitles(database, viewer.cityId, wave.id),
  ]);
  const page = await readStreet(database, viewer.cityId, wave, analysed, {
    streetId: params.streetId ?? "",
    comments: {
      search: storable((search.get("q") ?? "").trim().slice(0, LONGEST_SEARCH)),
      withPhotos: search.has("photos"),
      page: Math.max(1, Math.min(asked, MOST_PAGES)),
    },
  });
  if (!page) throw new Response(null, { status: 404 });
  const { id: streetId } = page.street;
  const place = { districtId: wave.district.id, streetId, today: page.fieldwork.today };
  const ledger = await readStreetLedger(database, viewer, place);
  return { wave, page, titles, ledger, manages: hasRole(viewer, ["supervisor", "administrator"]) };
}

export const shouldRevalidate = askedBy("page", "q", "photos", "dontKnow");

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "waves:tabs.streets");

export default function WaveStreet() {
  const { wave, page, titles, ledger, manages } = useLoaderData<typeof loader>();
  const { t } = useTranslation("streets");
  const language = useLanguage();
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      <p className="no-print mt-2">
        <BackLink to={`/waves/${wave.id}/streets`}>{t("street.back")}</BackLink>
      </p>
      <h2 className="text-[1.5rem] print:mt-4">{streetName(page.street, language)}</h2>
      <DontKnowNote view={page.view} />
      <StreetHeadline page={page} />
      <NonProbabilityNote view={page.view} of="streets" />
      <div className="mt-10 grid grid-cols-[minmax(0,1fr)] gap-10">
        <StreetModes page={page} />
        <StreetCommunities page={page} />
        <StreetItems page={page} titles={titles} />
        <StreetTrend page={page} />
        {ledger ? (
          <StreetLedgerSection ledger={ledger} streetId={page.street.id} clock={page.fieldwork} />
        ) : null}
        <StreetComments page={page} waveId={wave.id} manages={manages} enters={ledger !== null} />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
