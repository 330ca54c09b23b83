import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CorrectionForm } from "#app/components/correction-form.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { PublicationHistory } from "#app/components/publication-history.tsx";
import { PublicationStep } from "#app/components/publication-step.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { formOf } from "#app/form-of.server.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { readDue, readHistory } from "#app/publish/publish-page.server.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { holdsForDistrict } from "#db/queries/district-scope.ts";
import { findCity } from "#db/queries/find-city.ts";
import { publishWave } from "#db/queries/publish-wave.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";

const PUBLISHERS = ["analyst", "administrator"] as const;
const LONGEST_REASON = 500;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, PUBLISHERS);
  const { database } = context;
  const { cityId } = viewer;
  const isOver = wave.status === "closed" || wave.status === "published";
  const [city, due, { history, slug }] = await Promise.all([
    findCity(database, cityId),
    readDue(database, cityId, wave),
    readHistory(database, cityId, wave.id),
  ]);
  const figures = isOver
    ? {
        sheet: (await readWaveEstimates(database, cityId, wave.id))!,
        other: (await readWaveEstimates(database, cityId, wave.id, { dontKnow: "other" }))!,
      }
    : null;
  return {
    ...{ wave, due, history, slug, figures },
    timeZone: city.timeZone,
    mayPublish: holdsForDistrict(viewer, PUBLISHERS, wave.district.id),
    mayCorrect: holdsForDistrict(viewer, ["administrator"], wave.district.id),
    manages: hasRole(viewer, ["supervisor", "administrator"]),
  };
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, PUBLISHERS);
  const form = await formOf(request);
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const intent = text("intent");
  const needed = intent === "correct" ? (["administrator"] as const) : PUBLISHERS;
  if (intent !== "publish" && intent !== "correct") throw new Response(null, { status: 400 });
  if (!holdsForDistrict(viewer, needed, wave.district.id)) throw new Response(null, { status: 403 });
  const reason = text("reason").slice(0, LONGEST_REASON);
  if (intent === "correct" && reason === "") return data({ problem: "no-reason" as const }, { status: 400 });
  const result = await publishWave(context.database, viewer.cityId, {
    ...{ waveId: wave.id, userId: viewer.userId, now: new Date(), fingerprint: text("fingerprint") },
    ...(intent === "correct" ? { correction: { corrects: text("corrects"), reason } } : {}),
  });
  if (result.status !== "published") return data({ problem: result.status }, { status: 409 });
  return redirect(`/waves/${wave.id}/publish`, 303);
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "publish:title");

export default function PublishWave() {
  const page = useLoaderData<typeof loader>();
  const { wave, due, history, slug, figures, timeZone, mayPublish, mayCorrect, manages } = page;
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("publish");
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      {answer ? (
        <p role="alert" className="note note-attention mt-6">
          {t(`problem.${answer.problem}`)}
        </p>
      ) : null}
      <section className="mt-8 max-w-[800px]">
        <h2>{t("title")}</h2>
        {wave.status === "published" ? (
          <>
            <p className="mt-2">{t("isPublished")}</p>
            {slug ? (
              <p className="mt-2">
                <Link to={`/results/${slug}`}>{t("publicPage")}</Link>
              </p>
            ) : null}
          </>
        ) : due && figures ? (
          <PublicationStep figures={figures} due={due} waveId={wave.id} mayPublish={mayPublish} />
        ) : (
          <>
            <p className="mt-2">{t("notDue")}</p>
            {manages && wave.status !== "draft" ? (
              <p className="mt-2">
                <Link to={`/waves/${wave.id}/manage`}>{t("toManage")}</Link>
              </p>
            ) : null}
          </>
        )}
      </section>
      {history.length > 0 ? <PublicationHistory history={history} timeZone={timeZone} /> : null}
      {history[0] && due && mayCorrect ? (
        <CorrectionForm corrects={history[0].id} fingerprint={due.fingerprint} />
      ) : null}
    </>
  );
}

export const ErrorBoundary = ErrorPage;
