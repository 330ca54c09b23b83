import { useTranslation } from "react-i18next";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { InterviewerEffect } from "#surveys/quality/interviewer-effect.ts";

interface InterviewerEffectTextProps {
  household: InterviewerEffect;
  intercept: InterviewerEffect;
}

/** How much depends on who asked, in sentences; or why that cannot be said. */
export function InterviewerEffectText(effects: InterviewerEffectTextProps) {
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const number = (value: number, digits = 2) => formatNumber(value, language, digits);
  const sentence = (mode: "household" | "intercept") => {
    const effect = effects[mode];
    if ("withheld" in effect) {
      const why = t(`interviews.effect.why.${effect.withheld.code}`);
      const key = mode === "household" ? "withheldHousehold" : "withheldIntercept";
      return t(`interviews.effect.${key}`, { why });
    }
    const { icc, ci, meanLoad, designEffect, interviews, volunteers, streets } = effect;
    const parts = [
      t(`interviews.effect.${mode}`, {
        ...{ icc: number(icc), low: number(ci[0]), high: number(ci[1]) },
        ...{ n: number(interviews, 0), volunteers, streets },
      }),
      ci[0] <= 0 && ci[1] >= 0
        ? t("interviews.effect.unclear")
        : t("interviews.effect.reading", { load: number(meanLoad, 1), deff: number(designEffect) }),
    ];
    return parts.join(language === "en" ? " " : "");
  };
  const isGiven = !("withheld" in effects.household && "withheld" in effects.intercept);
  return (
    <section className="mt-10 max-w-[800px]">
      <h3>{t("interviews.effectTitle")}</h3>
      <p className="mt-2">{sentence("household")}</p>
      <p className="mt-2">{sentence("intercept")}</p>
      {isGiven ? <p className="mt-2 text-ink-soft">{t("interviews.effect.caution")}</p> : null}
    </section>
  );
}
