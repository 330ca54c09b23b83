import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import {
  formatInterval,
  formatNumber,
  formatPercent,
  formatPoints,
  halfWidth,
} from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { NonProbabilityNote } from "./non-probability-note.tsx";

interface HeadlineProps {
  view: Pick<WaveEstimatesView, "overall" | "level" | "interceptRule">;
  target: number | null;
}

/** The district's share, large, with everything that says how far to trust it. */
export function ResultsHeadline({ view, target }: HeadlineProps) {
  const { overall, level } = view;
  const { t } = useTranslation("waves");
  const language = useLanguage();
  if (isWithheld(overall)) {
    return (
      <section className="note max-w-[640px]">
        <h2>{t("results.nothing.title")}</h2>
        <p className="mt-2">{withheldSentence(overall, t)}</p>
        <p className="mt-2">{t("results.nothing.text")}</p>
        <p className="mt-2 text-ink-soft">
          {t("results.received")} {formatNumber(overall.received, language)}
        </p>
      </section>
    );
  }
  const { share, ci, satisfactionRate } = overall;
  const reached = target === null ? null : ci[1] < target ? "below" : ci[0] > target ? "above" : "within";
  const percent = formatPercent(level, language).replace(".0", "");
  const figures: [string, string][] = [
    [t("results.interviews"), formatNumber(overall.n, language)],
    [t("results.received"), formatNumber(overall.received, language)],
    [t("results.neff"), formatNumber(overall.neff, language)],
    [t("results.deff"), formatNumber(overall.deff, language, 2)],
    [t("results.kishNeff"), formatNumber(overall.kishNeff, language)],
    [t("results.df"), formatNumber(overall.df, language, 1)],
  ];
  return (
    <section>
      <h2>{t("results.headline")}</h2>
      <NonProbabilityNote view={view} of="headline" />
      <div className="mt-2 grid gap-x-12 gap-y-6 lg:grid-cols-[auto_1fr]">
        <div>
          <p className="leading-none">
            <span className="text-[3rem] font-semibold">{formatPoints(share, language)}</span>
            <span className="text-[1.5rem]">
              {" ± "}
              {formatPoints(halfWidth(overall), language)}
            </span>
            <span className="text-[1.5rem] text-ink-soft"> {t("results.of20")}</span>
          </p>
          <p className="mt-3 max-w-[480px]">
            {t("results.headlineSentence", {
              level: percent,
              low: formatPoints(ci[0], language),
              high: formatPoints(ci[1], language),
            })}
          </p>
          {reached ? (
            <p className="mt-2 max-w-[480px]">
              {t(`results.target.${reached}`, { target: formatPoints(target!, language) })}
            </p>
          ) : null}
        </div>
        <div>
          <p>
            <span className="text-ink-soft">{t("results.satisfaction")} </span>
            {isWithheld(satisfactionRate) ? (
              withheldSentence(satisfactionRate, t)
            ) : (
              <>
                <span className="text-[1.25rem] font-semibold">
                  {formatPercent(satisfactionRate.estimate, language)}
                </span>{" "}
                <span className="text-ink-soft">
                  ({formatPercent(satisfactionRate.ci[0], language)}–
                  {formatPercent(satisfactionRate.ci[1], language)})
                </span>
              </>
            )}
          </p>
          <dl className="mt-3 grid grid-cols-2 border-t border-line sm:grid-cols-3">
            {figures.map(([name, figure]) => (
              <div key={name} className="border-b border-line py-2 pr-4">
                <dt className="text-[0.875rem] text-ink-soft">{name}</dt>
                <dd>{figure}</dd>
              </div>
            ))}
          </dl>
          <p className="sr-only">
            {t("results.interval", { level: percent })} {formatInterval(ci, language)}
          </p>
        </div>
      </div>
    </section>
  );
}
