import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { Report } from "#app/analyst/read-report.server.ts";
import { formatPeriod } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { ReportColophon } from "./report-colophon.tsx";
import { ReportHeadline } from "./report-headline.tsx";
import { ReportLosses } from "./report-losses.tsx";
import { ReportMethod } from "./report-method.tsx";
import { ReportRanking } from "./report-ranking.tsx";
import { StreetMap } from "./street-map.tsx";
import { StreetsSentence } from "./streets-sentence.tsx";
import { useMapStreets } from "./use-map-streets.ts";

export interface ReportProps {
  wave: SerializeFrom<WaveSummary>;
  report: SerializeFrom<Report>;
}

/** The notice about a wave, two sheets of paper for a district of two dozen streets. */
export function ReportPage({ wave, report, language }: ReportProps & { language: Language }) {
  const { t } = useTranslation(["report", "streets"]);
  const localName = useLocalName();
  const { streets, ranks } = report.streets;
  const drawn = useMapStreets(wave.id, streets);
  return (
    <article lang={language} className="report" aria-labelledby="report-title">
      <header>
        <p className="report-kind">
          <span>{localName(wave.district)}</span>
          <strong>{t(report.stamp.published ? "report:frozen" : "report:provisional")}</strong>
        </p>
        <h2 id="report-title" className="report-title">
          {t("report:title", { district: localName(wave.district) })}
        </h2>
        <p>
          {localName(wave)}
          {language === "en" ? " · " : "　"}
          {formatPeriod(wave.startsOn, wave.endsOn, language)}
        </p>
      </header>
      <ReportHeadline wave={wave} report={report} />
      <section>
        <h3>{t("report:ranking.title")}</h3>
        <p>
          <StreetsSentence page={report.streets as Report["streets"]} />
        </p>
        {isWithheld(ranks) ? <p>{withheldSentence(ranks, t)}</p> : null}
        <ReportRanking report={report} />
      </section>
      <div className="report-pair">
        <section>
          <h3>{t("report:map.title")}</h3>
          {drawn.length > 0 ? (
            <>
              <p>{t("streets:map.sentence")}</p>
              <StreetMap
                title={t("streets:map.title")}
                description={t("streets:map.description")}
                streets={drawn}
              />
            </>
          ) : (
            <p>{t("streets:map.none")}</p>
          )}
        </section>
        <ReportLosses report={report} />
      </div>
      <ReportMethod wave={wave} report={report} />
      <ReportColophon report={report} />
    </article>
  );
}
