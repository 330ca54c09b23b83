import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatDay, formatPercent, formatPoints, halfWidth } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { ChangeText } from "./change-text.tsx";
import type { ReportProps } from "./report-page.tsx";

/** The share with its interval, against the target and the wave before; or why there is none. */
export function ReportHeadline({ wave, report }: ReportProps) {
  const { t } = useTranslation(["report", "waves", "overview"]);
  const language = useLanguage();
  const localName = useLocalName();
  const { view, previous, overallChange } = report.streets;
  const { overall, level } = view;
  const target = wave.targetShare;
  const space = language === "en" ? " " : "";
  if (isWithheld(overall)) {
    return (
      <section className="report-headline">
        <h3>{t("report:headline")}</h3>
        <p className="report-share">–</p>
        <p>
          {withheldSentence(overall, t)}
          {space}
          {t("report:nothing")}
        </p>
      </section>
    );
  }
  const { share, ci, satisfactionRate } = overall;
  const reached = target === null ? null : ci[1] < target ? "below" : ci[0] > target ? "above" : "within";
  return (
    <section className="report-headline">
      <h3>{t("report:headline")}</h3>
      <p className="report-share">
        <strong>{formatPoints(share, language)}</strong>
        {` ± ${formatPoints(halfWidth(overall), language)} / 20`}
      </p>
      <ul>
        <li>
          {t("waves:results.headlineSentence", {
            level: formatPercent(level, language).replace(".0", ""),
            low: formatPoints(ci[0], language),
            high: formatPoints(ci[1], language),
          })}
        </li>
        {reached ? (
          <li>{t(`waves:results.target.${reached}`, { target: formatPoints(target!, language) })}</li>
        ) : null}
        <li>
          {previous && overallChange ? (
            <>
              {t("overview:change.title", { wave: localName(previous) })}
              {language === "en" ? ": " : "："}
              <ChangeText change={overallChange} />
            </>
          ) : (
            t("overview:change.none")
          )}
        </li>
        <li>
          {t("waves:results.satisfaction")}
          {language === "en" ? ": " : "："}
          {isWithheld(satisfactionRate)
            ? withheldSentence(satisfactionRate, t)
            : `${formatPercent(satisfactionRate.estimate, language)} (${formatPercent(satisfactionRate.ci[0], language)}–${formatPercent(satisfactionRate.ci[1], language)})`}
        </li>
        {report.assessmentOn ? (
          <li>{t("report:assessment", { day: formatDay(report.assessmentOn, language) })}</li>
        ) : null}
      </ul>
    </section>
  );
}
