import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { formatMoment } from "#app/present/format-share.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { findCity } from "#db/queries/find-city.ts";
import { listQuarantine } from "#db/queries/list-quarantine.ts";

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["supervisor", "administrator"]);
  const [city, rows] = await Promise.all([
    findCity(context.database, viewer.cityId),
    listQuarantine(context.database, viewer.cityId, wave.id),
  ]);
  return { wave, rows, timeZone: city.timeZone, analyses: hasRole(viewer, ["analyst", "administrator"]) };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "waves:quarantine.title");

export default function Quarantine() {
  const { wave, rows, timeZone, analyses } = useLoaderData<typeof loader>();
  const { t } = useTranslation("waves");
  const language = useLanguage();
  return (
    <>
      <WaveHeading wave={wave} analyses={analyses} manages />
      <h2 className="mt-8">{t("quarantine.title")}</h2>
      {rows.length === 0 ? (
        <p className="note mt-4 max-w-[640px]">{t("quarantine.empty")}</p>
      ) : (
        <>
          <p className="mt-2 text-ink-soft">{t("quarantine.lead")}</p>
          <ul className="mt-4 border-t border-ink">
            {rows.map((row) => (
              <li
                key={row.id}
                className="grid gap-x-6 border-b border-line py-3 sm:grid-cols-[11rem_8rem_1fr_8rem]"
              >
                <span>{formatMoment(row.receivedAt, language, timeZone)}</span>
                <span className="font-semibold">{t(`quarantine.kind.${row.kind}`)}</span>
                <span>
                  {t(`quarantine.reason.${row.reason}`)}
                  {row.waveId ? null : <> {t("quarantine.unknownWave")}</>}
                  {row.detail ? <span className="block text-ink-soft">{row.detail}</span> : null}
                </span>
                <span className="text-ink-soft">
                  {row.sentBy ?? t("quarantine.unknownSender")}
                  <span className="block">{t(`quarantine.decision.${row.decision ?? "none"}`)}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

export const ErrorBoundary = ErrorPage;
