import { useTranslation } from "react-i18next";
import { formatMoment } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { ReportProps } from "./report-page.tsx";

/** Which state of the figures the paper shows, who made it, and the hash by which it is known again. */
export function ReportColophon({ report: { stamp, fieldwork } }: Pick<ReportProps, "report">) {
  const { t } = useTranslation("report");
  const language = useLanguage();
  const { published, printed, hash, id, codeVersion } = stamp;
  const moment = (at: string) => formatMoment(at, language, fieldwork.timeZone);
  return (
    <footer className="report-colophon">
      <p>
        {published
          ? t(published.by ? "colophon.published" : "colophon.publishedPlain", {
              at: moment(published.at),
              by: published.by,
            })
          : t("colophon.provisional")}
        {published?.correction ? ` ${t("colophon.correction", { reason: published.correction })}` : null}{" "}
        {t("colophon.printed", { at: moment(printed.at), by: printed.by })}
      </p>
      <p>
        {t(published ? "colophon.hash" : "colophon.state", { id, version: codeVersion })}{" "}
        <span className="break-all">{hash}</span>
      </p>
    </footer>
  );
}
