import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { ListCounts, ListIgnored, ListProblems, ListSample } from "#app/components/list-report.tsx";
import { formOf } from "#app/form-of.server.ts";
import { uploadOfViewer } from "#app/frame/frame-viewer.server.ts";
import { aMoment, beginCheck } from "#app/frame/receive-list.server.ts";
import { giveUp, startImport } from "#app/frame/run-upload.server.ts";
import { formatMoment, formatNumber } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { findCity } from "#db/queries/find-city.ts";

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { viewer, upload } = await uploadOfViewer(context, params.uploadId);
  const city = await findCity(context.database, viewer.cityId);
  return { upload, timeZone: city.timeZone };
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { viewer, upload } = await uploadOfViewer(context, params.uploadId);
  const { database } = context;
  const intent = (await formOf(request)).get("intent");
  let done = true;
  if (intent === "import") {
    const { begun, ended } = await startImport(database, viewer.cityId, upload, viewer.userId);
    done = begun;
    await aMoment(ended);
  } else if (intent === "check") await beginCheck(database, viewer.cityId, upload.id);
  else if (intent === "give-up") done = await giveUp(database, viewer.cityId, upload, viewer.userId);
  else throw new Response(null, { status: 400 });
  return done ? redirect(`/frame/uploads/${upload.id}`, 303) : data({ stale: true }, { status: 409 });
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "frame:one.title");

const RUNNING = ["checking", "importing"];
const REFRESH_EVERY = 1000;

export default function Upload() {
  const { upload, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("frame");
  const localName = useLocalName();
  const language = useLanguage();
  const { kind, state, report } = upload;
  const moment = (at: Date) => formatMoment(at, language, timeZone);
  const hasProblems = (report?.problemCount ?? 0) > 0;
  const encoding = report?.encoding ?? "";
  const changes = (report?.added ?? 0) + (report?.changed ?? 0);
  const about = [t(`kind.${kind}`), localName(upload.district), encoding].filter(Boolean).join(" · ");
  return (
    <>
      <p>
        <Link to="/frame">{t("one.back")}</Link>
      </p>
      <h1 className="mt-2">{upload.fileName}</h1>
      <p className="mt-1 text-ink-soft">{about}</p>
      <p className="text-ink-soft">
        {t("one.by", { who: upload.uploadedBy ?? "–", when: moment(upload.createdAt) })}
      </p>
      {answer?.stale ? (
        <p role="alert" className="note note-attention mt-6">
          {t("one.stale")}
        </p>
      ) : null}
      {report?.failure ? (
        <p role="alert" className="note note-stop mt-6 max-w-[800px]">
          {t(`failure.${report.failure}` as never)}
        </p>
      ) : null}
      {RUNNING.includes(state) ? <Running /> : null}
      {state === "cancelled" ? <p className="note mt-6 max-w-[800px]">{t("one.cancelled")}</p> : null}
      {state === "imported" && upload.importedAt ? (
        <p role="status" className="note mt-6 max-w-[800px]">
          {t("one.imported", { when: moment(upload.importedAt) })} <Link to="/frame">{t("one.next")}</Link>
        </p>
      ) : null}
      {report && !hasProblems && !RUNNING.includes(state) ? <ListCounts report={report} /> : null}
      {report ? <ListIgnored report={report} /> : null}
      {state === "checked" && !hasProblems ? (
        <Form method="post" className="mt-6 grid gap-4">
          <p>{t(changes > 0 ? "one.importText" : "one.nothingToDo")}</p>
          <p className="flex flex-wrap gap-2">
            {changes > 0 ? (
              <button className="button" name="intent" value="import">
                {t("one.import")}
              </button>
            ) : null}
            <GiveUp />
          </p>
        </Form>
      ) : null}
      {state === "checked" && hasProblems ? (
        <ListProblems kind={kind} report={report!} upload={upload} />
      ) : null}
      {report && !RUNNING.includes(state) ? <ListSample kind={kind} report={report} /> : null}
      {state === "failed" || (state === "checked" && hasProblems) ? (
        <Form method="post" className="mt-8 flex flex-wrap gap-2">
          {hasProblems ? (
            <Link className="button" to="/frame">
              {t("one.corrected")}
            </Link>
          ) : null}
          <button className={hasProblems ? "button button-plain" : "button"} name="intent" value="check">
            {t("one.again")}
          </button>
          <GiveUp />
        </Form>
      ) : null}
    </>
  );
}

function GiveUp() {
  const { t } = useTranslation("frame");
  return (
    <button className="button button-plain" name="intent" value="give-up">
      {t("one.giveUp")}
    </button>
  );
}

/** A bar with figures that refreshes by itself; without a script the browser asks again. */
function Running() {
  const { state, progress, total } = useLoaderData<typeof loader>().upload;
  const { t } = useTranslation("frame");
  const language = useLanguage();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, REFRESH_EVERY);
    return () => clearInterval(timer);
  }, [revalidate]);
  const figures = { done: formatNumber(progress, language), total: formatNumber(total, language) };
  const text = total > 0 ? t("one.progress", figures) : t("one.reading");
  return (
    <section className="mt-6 max-w-[640px]" aria-busy="true">
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <h2>{t(`state.${state}`)}</h2>
      <progress
        className="mt-2 h-[12px] w-full appearance-none border-0 bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
        aria-label={t(`state.${state}`)}
        value={total > 0 ? progress : undefined}
        max={total > 0 ? total : undefined}
      />
      <p className="mt-1">{text}</p>
      <p className="mt-1 text-ink-soft">{t("one.refreshes")}</p>
      <Form method="post" className="mt-4">
        <button className="button button-plain" name="intent" value="give-up">
          {t("one.cancel")}
        </button>
      </Form>
    </section>
  );
}

export const ErrorBoundary = ErrorPage;
