import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { QuarantineLink } from "#app/components/quarantine-link.tsx";
import { StatusMark } from "#app/components/status-mark.tsx";
import { WaveProgressLines } from "#app/components/wave-progress.tsx";
import { formatPeriod } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { countProgress } from "#db/queries/count-progress.ts";
import { readDistrictScope } from "#db/queries/district-scope.ts";
import { listWaves } from "#db/queries/list-waves.ts";

export async function loader({ context }: LoaderFunctionArgs) {
  const { database, viewer } = context;
  if (!viewer) throw new Response(null, { status: 401 });
  const scope = await readDistrictScope(database, viewer, ["supervisor", "analyst", "administrator"]);
  const waves = await listWaves(database, viewer.cityId, scope);
  const ids = waves.map(({ id }) => id);
  const progress = await countProgress(database, viewer.cityId, ids);
  return {
    waves: waves.map((wave) => ({ ...wave, progress: progress.get(wave.id)! })),
    analyses: hasRole(viewer, ["analyst", "administrator"]),
    manages: hasRole(viewer, ["supervisor", "administrator"]),
    designs: viewer.roles.some(({ role, scope }) => role === "administrator" && scope !== "street"),
  };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "waves:title");

export default function Waves() {
  const { waves, analyses, manages, designs } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["waves", "design", "publish"]);
  const localName = useLocalName();
  const language = useLanguage();
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="mt-2 text-ink-soft">{t("lead")}</p>
      {designs ? (
        <p className="mt-4">
          <Link className="button" to="/waves/new">
            {t("design:newWave")}
          </Link>
        </p>
      ) : null}
      {waves.length === 0 ? (
        <div className="note mt-8 max-w-[640px]">
          <h2>{t("empty.title")}</h2>
          <p className="mt-2">{t("empty.text")}</p>
        </div>
      ) : (
        <ul className="mt-8 border-t-2 border-ink">
          {waves.map((wave) => (
            <li
              key={wave.id}
              className="border-b border-line py-6 lg:grid lg:grid-cols-[3fr_3fr_auto] lg:gap-8"
            >
              <div>
                <h2>{localName(wave)}</h2>
                <p className="text-ink-soft">{localName(wave.district)}</p>
                <p className="mt-2">
                  <StatusMark status={wave.status} />
                </p>
                <p className="text-ink-soft">{t(`statusMeans.${wave.status}`)}</p>
              </div>
              <div className="mt-4 lg:mt-0">
                <p>{formatPeriod(wave.startsOn, wave.endsOn, language)}</p>
                <p className="mb-2 text-ink-soft">
                  {localName(wave.questionnaire)} · {t("version", { version: wave.questionnaire.version })}
                </p>
                <WaveProgressLines progress={wave.progress} plan={wave.plan} />
                {manages ? <QuarantineLink waveId={wave.id} count={wave.progress.quarantined} /> : null}
              </div>
              <div className="mt-4 flex flex-wrap gap-2 lg:mt-0 lg:flex-col">
                {designs && wave.status === "draft" ? (
                  <Link className="button" to={`/waves/${wave.id}/design`}>
                    {t("design:link")}
                    <span className="sr-only">{localName(wave)}</span>
                  </Link>
                ) : null}
                {analyses && wave.status !== "draft" ? (
                  <Link className="button" to={`/waves/${wave.id}`}>
                    {t("openResults")}
                    <span className="sr-only">{localName(wave)}</span>
                  </Link>
                ) : null}
                {analyses && wave.status === "closed" ? (
                  <Link className="button button-plain" to={`/waves/${wave.id}/publish`}>
                    {t("publish:publish")}
                    <span className="sr-only">{localName(wave)}</span>
                  </Link>
                ) : null}
                {manages && wave.status !== "draft" ? (
                  <Link className="button button-plain" to={`/waves/${wave.id}/manage`}>
                    {t("openManage")}
                    <span className="sr-only">{localName(wave)}</span>
                  </Link>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export const ErrorBoundary = ErrorPage;
