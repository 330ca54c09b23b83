import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { Trend } from "#app/analyst/read-trend.server.ts";
import { formatDay, formatPercent } from "#app/present/format-share.ts";
import { formatPart, trendReason } from "#app/present/trend-words.ts";
import { useLanguage } from "#app/present/use-format.ts";

interface TrendForecastProps {
  trend: Trend;
  choice: { part: string };
  target: number | null;
}

/** What is to be expected on the day of the assessment, and what that rests on. */
export function TrendForecastText({ trend, choice: { part }, target }: TrendForecastProps) {
  const { t } = useTranslation(["trends", "waves"]);
  const language = useLanguage();
  const { forecast, assessmentOn } = trend;
  const day = formatDay(assessmentOn, language);
  const space = language === "en" ? " " : "";
  const value = (x: number) => formatPart(part, x, language);
  // The normal model knows no ends; nothing is said of a level outside the scale.
  const onScale = (x: number) => value(Math.min(Math.max(x, 0), part === "share" ? 20 : 1));
  const waves = trend.points.filter(({ figure }) => figure && !isWithheld(figure)).length;
  const probability = (p: number) =>
    p < 0.001 ? t("forecast.tiny") : p > 0.999 ? t("forecast.sure") : formatPercent(p, language);
  return (
    <section aria-labelledby="forecast-title" className="max-w-[800px]">
      <h2 id="forecast-title">{t("forecast.title")}</h2>
      {forecast === null ? <p className="mt-2">{t("forecast.past", { day })}</p> : null}
      {forecast && isWithheld(forecast) ? (
        <p className="mt-2">{t("forecast.none", { day, reason: trendReason(forecast, t) })}</p>
      ) : null}
      {forecast && !isWithheld(forecast) ? (
        <>
          <p className="mt-2 text-[1.125rem]">
            {t("forecast.sentence", {
              ...{ day, level: value(forecast.estimate) },
              ...{ low: onScale(forecast.interval[0]), high: onScale(forecast.interval[1]) },
            })}
            {space}
            {forecast.probability !== null && target !== null ? (
              <strong>
                {t("forecast.probability", {
                  ...{ target: value(target), probability: probability(forecast.probability) },
                })}
              </strong>
            ) : (
              t(part === "share" ? "forecast.noTarget" : "forecast.onlyShare")
            )}
          </p>
          <p className="mt-2 text-ink-soft">
            {t(forecast.averaged ? "forecast.averaged" : "forecast.plugin", { count: waves })}
            {space}
            {t("forecast.level")}
          </p>
        </>
      ) : null}
    </section>
  );
}
