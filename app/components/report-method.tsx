import { useTranslation } from "react-i18next";
import { formatNumber, formatPercent } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { ReportProps } from "./report-page.tsx";

/** How it was done, in plain words. */
export function ReportMethod({ wave, report }: ReportProps) {
  const { t } = useTranslation(["report", "waves"]);
  const language = useLanguage();
  const { view } = report.streets;
  const { household, intercept } = view.overall.byMode;
  const { responseRate } = report.fieldwork;
  const number = (value: number) => formatNumber(value, language);
  const rate = (value: number | null | object) =>
    typeof value === "number" ? formatPercent(value, language) : t("report:method.noRate");
  const sentences = [
    t("report:method.household", {
      n: number(household.received),
      communities: number(wave.plan.communitiesPerStreet),
      rate: rate(responseRate.household),
    }),
    t(view.interceptRule === "quota" ? "report:method.interceptQuota" : "report:method.intercept", {
      n: number(intercept.received),
      sessions: number(wave.plan.sessionsPerStreet),
      rate: rate(responseRate.intercept),
    }),
    t("report:method.lambda", {
      household: formatPercent(view.lambda, language),
      intercept: formatPercent(1 - view.lambda, language),
      lambda: formatNumber(view.lambda, language, 3),
    }),
    t("report:method.weights"),
    t("report:method.dontKnow"),
    t("report:method.interval", { level: formatPercent(view.level, language).replace(".0", "") }),
    isWithheld(view.online) ? null : t("report:method.online", { n: number(view.online.received) }),
    t("report:method.questionnaire", {
      name: language === "en" ? wave.questionnaire.nameEn : wave.questionnaire.nameZh,
      version: wave.questionnaire.version,
    }),
  ];
  return (
    <section>
      <h3>{t("report:method.title")}</h3>
      <p>{sentences.filter((sentence) => sentence !== null).join(language === "en" ? " " : "")}</p>
    </section>
  );
}
