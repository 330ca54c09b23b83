import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { PageOf } from "#app/design/read-design-page.server.ts";
import { formatMoment, formatNumber, formatPercent } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { DrawnStreets } from "./drawn-streets.tsx";

interface DrawnReportProps {
  wave: Pick<WaveSummary, "id" | "status">;
  page: PageOf<"drawn">;
}

/** The report of a draw: enough to draw it again, and what it gave. */
export function DrawnReport({ wave, page: { report, lambda, timeZone } }: DrawnReportProps) {
  const { t } = useTranslation("design");
  const localName = useLocalName();
  const language = useLanguage();
  if (!report) return <p className="mt-6">{t("report.none")}</p>;
  const { plan } = report;
  const by = report.drawnBy ? report.drawnBy.name : t("report.program");
  const facts: [string, string][] = [
    ["drawn", t("report.drawnText", { moment: formatMoment(report.drawnAt, language, timeZone), by })],
    ["seed", report.seed],
    ["algorithm", report.algorithm],
    ["frameHash", report.frameHash],
    ["lambda", formatNumber(lambda, language, 4)],
    [
      "takes",
      t("report.takesText", {
        dwellings: formatNumber(plan.dwellingsPerCommunity, language),
        interviews: formatNumber(plan.interviewsPerSession, language),
        rate: formatPercent(report.responseRate, language),
      }),
    ],
    ["interceptRule", t(`interceptRule.${plan.interceptRule ?? "every-kth"}`)],
    ...(report.keeps
      ? [
          [
            "keep",
            t("confirm.keepText", {
              wave: localName(report.keeps),
              part: formatPercent(report.keeps.part, language),
            }),
          ] as [string, string],
        ]
      : []),
  ];
  return (
    <section className="mt-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8">
        <h2>{t("report.title")}</h2>
        <p className="no-print">
          <a href={`/waves/${wave.id}/drawn-units.csv`} className="inline-flex min-h-[44px] items-center">
            {t("report.download")}
          </a>
        </p>
      </div>
      <p className="max-w-[800px] text-ink-soft">{t("report.lead")}</p>
      <dl className="mt-4 border-y-2 border-ink">
        {facts.map(([name, value]) => (
          <div
            key={name}
            className="grid gap-x-4 border-b border-line py-2 last:border-b-0 sm:grid-cols-[12rem_1fr]"
          >
            <dt className="text-ink-soft">{t(`report.${name}`)}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <h2 className="mt-8">{t("report.streets")}</h2>
      <DrawnStreets report={report} />
      <p className="mt-2 text-[0.9375rem] text-ink-soft">{t("report.note")}</p>
      {plan.interceptRule === "quota" ? (
        <p className="note no-print mt-6 max-w-[800px]">
          {t("report.quota")} <Link to={`/fieldwork/${wave.id}/quotas`}>{t("report.toQuotas")}</Link>
        </p>
      ) : null}
      <div className="no-print mt-8 max-w-[800px]">
        <h2>{t("discard.heading")}</h2>
        {wave.status === "drawn" ? (
          <>
            <p className="mt-1">{t("discard.offer")}</p>
            <p className="mt-3">
              <Link to="?step=discard" className="button button-plain">
                {t("discard.link")}
              </Link>
            </p>
          </>
        ) : (
          <p className="mt-1">{t("discard.never")}</p>
        )}
      </div>
    </section>
  );
}
