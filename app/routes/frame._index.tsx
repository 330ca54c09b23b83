import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { DistrictForm, type DistrictProblem } from "#app/components/district-form.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FrameRecent } from "#app/components/frame-recent.tsx";
import { FrameStreets } from "#app/components/frame-streets.tsx";
import { FrameTemplates, FrameUploadForm } from "#app/components/frame-upload-form.tsx";
import { formOf } from "#app/form-of.server.ts";
import { frameViewer } from "#app/frame/frame-viewer.server.ts";
import { receiveList } from "#app/frame/receive-list.server.ts";
import { formTexts } from "#app/present/form-text.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { addDistrict } from "#db/queries/add-district.ts";
import { findCity } from "#db/queries/find-city.ts";
import { listUploads } from "#db/queries/frame-uploads.ts";
import { type FrameStreet, readFrameOverview } from "#db/queries/read-frame-overview.ts";
import type { FrameKind } from "#surveys/frames/frame-kinds.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, districts, wholeCity } = await frameViewer(context);
  const { database } = context;
  const asked = new URL(request.url).searchParams.get("district");
  const chosen = districts.find(({ id }) => id === asked);
  const shown = chosen ? [chosen] : districts;
  const ids = districts.map(({ id }) => id);
  const [city, uploads, lists] = await Promise.all([
    findCity(database, viewer.cityId),
    listUploads(database, viewer.cityId, ids),
    Promise.all(shown.map(({ id }) => readFrameOverview(database, viewer.cityId, id))),
  ]);
  return {
    districts,
    wholeCity,
    uploads,
    timeZone: city.timeZone,
    chosen: chosen?.id ?? districts[0]?.id ?? "",
    shown: shown.map((district, i) => ({ ...district, streets: lists[i]! })),
  };
}

const newDistrict = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}$/u),
  nameZh: z.string().trim().min(1).max(100),
  nameEn: z.string().trim().min(1).max(100),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const asker = await frameViewer(context);
  const form = await formOf(request);
  if (form.get("intent") !== "district") {
    const received = await receiveList(context.database, asker, form);
    if ("uploadId" in received) return redirect(`/frame/uploads/${received.uploadId}`, 303);
    return data({ upload: received.problems, district: [], values: {} }, { status: 400 });
  }
  if (!asker.wholeCity) throw new Response(null, { status: 403 });
  const values = formTexts(form);
  const parsed = newDistrict.safeParse(values);
  const problems = [...new Set((parsed.error?.issues ?? []).map(({ path }) => path[0] as DistrictProblem))];
  if (parsed.success) {
    const { cityId, userId } = asker.viewer;
    const added = await addDistrict(context.database, cityId, { ...parsed.data, userId });
    if (added) return redirect(`/frame?district=${added}`, 303);
    problems.push("taken");
  }
  return data({ upload: [], district: problems, values }, { status: 400 });
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "frame:title");

/** The first list that some street lacks. */
function nextKind(streets: readonly FrameStreet[]): FrameKind {
  if (streets.length === 0) return "streets";
  if (streets.some(({ communities }) => communities === 0)) return "communities";
  if (streets.some(({ unlisted }) => unlisted > 0)) return "dwellings";
  if (streets.some(({ siteSlots }) => siteSlots === 0)) return "sites";
  if (streets.some(({ cells }) => cells < 6)) return "population";
  return streets.some(({ hasBoundary }) => !hasBoundary) ? "boundaries" : "streets";
}

export default function Frame() {
  const { districts, shown, chosen, uploads, timeZone, wholeCity } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("frame");
  const localName = useLocalName();
  const district = <DistrictForm problems={answer?.district ?? []} values={answer?.values ?? {}} />;
  const streets = shown.flatMap((each) => each.streets);
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="mt-2 max-w-[800px] text-ink-soft">{t("lead")}</p>
      {answer ? (
        <p role="alert" className="note note-stop mt-4">
          {t("upload.problem.summary")}
        </p>
      ) : null}
      {districts.length === 0 ? (
        <section className="mt-8">
          <h2>{t("district.title")}</h2>
          <p className="mt-2">{t("district.text")}</p>
          {district}
        </section>
      ) : (
        <>
          {streets.length === 0 ? (
            <div className="note mt-8 max-w-[800px]">
              <h2>{t("empty.title")}</h2>
              <p className="mt-2">{t("empty.text")}</p>
            </div>
          ) : null}
          {shown
            .filter((each) => each.streets.length > 0)
            .map((each) => (
              <section key={each.id} className="mt-8">
                <h2>{shown.length > 1 ? localName(each) : t("streets.title")}</h2>
                <FrameStreets streets={each.streets} />
              </section>
            ))}
          <div className="mt-10 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,26rem)_1fr]">
            <section>
              <h2>{t("upload.title")}</h2>
              <p className="mt-2">{t("upload.text")}</p>
              <FrameUploadForm
                districts={districts}
                district={chosen}
                next={nextKind(streets)}
                problems={answer?.upload ?? []}
              />
              <p className="mt-4 text-ink-soft">{t("upload.rule")}</p>
            </section>
            <section>
              <h2>{t("templates.title")}</h2>
              <p className="mt-2">{t("templates.text")}</p>
              <FrameTemplates />
            </section>
          </div>
        </>
      )}
      {uploads.length > 0 ? (
        <section className="mt-10">
          <h2>{t("recent.title")}</h2>
          <FrameRecent uploads={uploads} timeZone={timeZone} />
        </section>
      ) : null}
      {wholeCity && districts.length > 0 ? (
        <details className="mt-10" open={(answer?.district ?? []).length > 0}>
          <summary className="quiet -ml-2 font-semibold">{t("district.another")}</summary>
          <p className="mt-2">{t("district.text")}</p>
          {district}
        </details>
      ) : null}
    </>
  );
}

export const ErrorBoundary = ErrorPage;
