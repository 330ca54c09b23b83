import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ClosingEffectLists } from "#app/components/closing-effect.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { QuarantineLink } from "#app/components/quarantine-link.tsx";
import { WaveAddresses } from "#app/components/wave-addresses.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { WaveProgressLines } from "#app/components/wave-progress.tsx";
import { formOf } from "#app/form-of.server.ts";
import { formatDay, formatMoment } from "#app/present/format-share.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { closeWave } from "#db/queries/close-wave.ts";
import { countProgress } from "#db/queries/count-progress.ts";
import { holdsForDistrict } from "#db/queries/district-scope.ts";
import { findCity } from "#db/queries/find-city.ts";
import { keepSeriesAhead } from "#db/queries/keep-wave-series.ts";
import { listOpenLinks } from "#db/queries/list-open-links.ts";
import { openWave } from "#db/queries/open-wave.ts";
import { LATELY_HOURS, readClosingEffect } from "#db/queries/read-closing-effect.ts";

const MANAGERS = ["supervisor", "administrator"] as const;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const { database } = context;
  const [city, progress, effect, links] = await Promise.all([
    findCity(database, viewer.cityId),
    countProgress(database, viewer.cityId, [wave.id]),
    wave.status === "open" ? readClosingEffect(database, viewer.cityId, wave.id, new Date()) : null,
    listOpenLinks(database),
  ]);
  return {
    wave,
    progress: progress.get(wave.id)!,
    effect,
    hours: LATELY_HOURS,
    timeZone: city.timeZone,
    origin: context.publicOrigin,
    slugs: links.filter((link) => link.wave.id === wave.id).map(({ slug }) => slug),
    mayDecide: holdsForDistrict(viewer, MANAGERS, wave.district.id),
    analyses: hasRole(viewer, ["analyst", "administrator"]),
  };
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  if (!holdsForDistrict(viewer, MANAGERS, wave.district.id)) throw new Response(null, { status: 403 });
  const intent = (await formOf(request)).get("intent");
  const step = { waveId: wave.id, userId: viewer.userId, now: new Date() };
  const steps = { open: openWave, close: closeWave };
  if (intent !== "open" && intent !== "close") throw new Response(null, { status: 400 });
  const done = await steps[intent](context.database, viewer.cityId, step);
  if (done && intent === "close") await keepSeriesAhead(context.database, viewer.cityId, wave.id);
  return done ? redirect(`/waves/${wave.id}/manage`, 303) : data({ stale: true }, { status: 409 });
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "waves:manage.title");

export default function ManageWave() {
  const { wave, progress, timeZone, origin, slugs, mayDecide, analyses } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation(["waves", "publish"]);
  const language = useLanguage();
  const moment = (name: "opened" | "closed", at: Date | null) =>
    at ? <p>{t(`manage.${name}`, { moment: formatMoment(at, language, timeZone) })}</p> : null;
  return (
    <>
      <WaveHeading wave={wave} analyses={analyses} manages />
      {answer?.stale ? (
        <p role="alert" className="note note-attention mt-6">
          {t("manage.stale")}
        </p>
      ) : null}
      <section className="mt-8">
        <h2>{t("manage.progress")}</h2>
        <div className="mt-2 text-ink-soft">
          {moment("opened", wave.openedAt)}
          {moment("closed", wave.closedAt)}
        </div>
        <div className="mt-2">
          <WaveProgressLines progress={progress} plan={wave.plan} />
        </div>
        <QuarantineLink waveId={wave.id} count={progress.quarantined} />
      </section>
      <section className="mt-8 max-w-[800px]">
        <h2>{t("manage.title")}</h2>
        {wave.status !== "drawn" && wave.status !== "open" ? (
          <p className="mt-2">{t(`manage.done.${wave.status}`)}</p>
        ) : null}
        {wave.status === "closed" && analyses ? (
          <p className="mt-4">
            <Link className="button" to={`/waves/${wave.id}/publish`}>
              {t("publish:publish")}
            </Link>
          </p>
        ) : null}
        {wave.status === "drawn" ? <OpenStep /> : null}
        {wave.status === "open" ? <CloseStep /> : null}
        {mayDecide ? null : <p className="note mt-4">{t("manage.notYours")}</p>}
      </section>
      {wave.status === "open" ? <WaveAddresses origin={origin} slugs={slugs} /> : null}
    </>
  );
}

function OpenStep() {
  const { wave, mayDecide } = useLoaderData<typeof loader>();
  const { t } = useTranslation("waves");
  const language = useLanguage();
  return (
    <>
      <p className="mt-2">{t("manage.openMeans")}</p>
      <p className="mt-2">{t("manage.openBefore", { day: formatDay(wave.startsOn, language) })}</p>
      {mayDecide ? (
        <Form method="post" className="mt-4">
          <button className="button" name="intent" value="open">
            {t("manage.open")}
          </button>
        </Form>
      ) : null}
    </>
  );
}

/** Closing takes two steps: the second shows what it would leave behind. Both are addresses, so no script is needed. */
function CloseStep() {
  const { effect, hours, timeZone, mayDecide } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { t } = useTranslation("waves");
  if (!effect) return null;
  const lists = <ClosingEffectLists effect={effect} hours={hours} timeZone={timeZone} />;
  if (!mayDecide) return <div className="mt-4">{lists}</div>;
  if (search.get("step") !== "close") {
    return (
      <div className="mt-4 grid gap-6">
        {lists}
        <p>
          <Link className="button button-plain" to="?step=close" preventScrollReset>
            {t("manage.close")}
          </Link>
        </p>
      </div>
    );
  }
  return (
    <div className="note note-stop mt-4 grid gap-6">
      <div>
        <h3>{t("manage.closeTitle")}</h3>
        <ul className="mt-1 list-disc pl-5">
          <li>{t("manage.closeKept")}</li>
          <li>{t("manage.closeLate")}</li>
          <li className="font-semibold">{t("manage.closeFinal")}</li>
        </ul>
      </div>
      {lists}
      <Form method="post" className="flex flex-wrap gap-2">
        <button className="button button-stop" name="intent" value="close">
          {t("manage.closeNow")}
        </button>
        <Link className="button button-plain" to="." preventScrollReset>
          {t("manage.keepOpen")}
        </Link>
      </Form>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
