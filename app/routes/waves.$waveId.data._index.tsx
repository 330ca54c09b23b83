import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { DownloadList } from "#app/components/download-list.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const view = await readWaveEstimates(context.database, viewer.cityId, wave.id);
  if (!view) throw new Response(null, { status: 404 });
  const { household } = view.overall.byMode;
  return {
    wave,
    received: view.overall.received + view.online.received,
    notRaked: isWithheld(household) && household.received > 0 ? household : null,
    manages: hasRole(viewer, ["supervisor", "administrator"]),
  };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "data:title");

const TABLES = ["streets", "items", "losses"] as const;
const SCRIPTS = [
  { format: "R", key: "rMeans", label: "R" },
  { format: "sps", key: "spssMeans", label: "SPSS" },
  { format: "do", key: "stataMeans", label: "Stata" },
] as const;

export default function WaveData() {
  const { wave, received, notRaked, manages } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["data", "waves"]);
  const files = `/waves/${wave.id}/data`;
  const link = (name: string, format: string, label = format.toUpperCase()) => ({
    label,
    to: `${files}/${name}.${format}`,
  });
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      <h2 className="mt-6">{t("title")}</h2>
      <p className="mt-2 max-w-[800px]">{t("lead")}</p>
      {wave.status === "published" ? null : (
        <p className="mt-2 max-w-[800px] text-ink-soft">{t("provisional")}</p>
      )}
      <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-12">
        <DownloadList
          title={t("tables")}
          entries={TABLES.map((name) => ({
            name: t(`table.${name}`),
            sentence: t(`table.${name}Means`),
            links: [link(name, "csv"), link(name, "xlsx"), link(name, "json")],
          }))}
        />
        <DownloadList
          title={t("units.title")}
          lead={
            <>
              <p>{t("units.means")}</p>
              <p className="mt-2 text-ink-soft">{t("units.audit")}</p>
              {received === 0 ? <p className="note mt-4">{t("units.none")}</p> : null}
              {notRaked ? (
                <p className="note note-attention mt-4">
                  {t("units.notRaked")} {withheldSentence(notRaked, t)}
                </p>
              ) : null}
            </>
          }
          entries={[
            { name: t("units.title"), sentence: t("units.csvMeans"), links: [link("units", "csv")] },
            ...SCRIPTS.map(({ format, key, label }) => ({
              name: label,
              sentence: t(`units.${key}`),
              links: [link("units", format, `.${format}`)],
            })),
            { name: "JSON", sentence: t("units.jsonMeans"), links: [link("units", "json")] },
          ]}
        />
        <DownloadList
          title={t("programs.title")}
          lead={<p>{t("programs.lead")}</p>}
          entries={(["estimates", "losses", "ranks", "changes"] as const).map((name) => ({
            name: t(`programs.${name}Name`),
            sentence: t(`programs.${name}`),
            links: [{ label: "JSON", to: `/api/waves/${wave.id}/${name}`, opens: true }],
          }))}
        />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
