import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { WaveComparison } from "#app/analyst/compare-waves.server.ts";
import { formatDifference, formatNumber, formatPoints } from "#app/present/format-share.ts";
import { trendReason } from "#app/present/trend-words.ts";
import { useLanguage } from "#app/present/use-format.ts";

interface CompareSummaryProps {
  comparison: WaveComparison;
  names: { before: string; after: string };
}

/** The district's change in a sentence, and what was compared. */
export function CompareSummary({ comparison: { common, district, items }, names }: CompareSummaryProps) {
  const { t } = useTranslation(["trends", "waves"]);
  const language = useLanguage();
  const points = (x: number) => formatPoints(x, language);
  if (common.items.length === 0)
    return <p className="note note-attention max-w-[800px]">{t("compare.nothing")}</p>;
  return (
    <section className="max-w-[800px]">
      {common.whole ? null : (
        <p className="note note-attention mb-4">
          {common.sameItems
            ? t("compare.reweighted")
            : t("compare.common", { count: items.length, points: points(common.points) })}
        </p>
      )}
      {common.rescored.length === 0 ? null : (
        <p className="note note-attention mb-4">
          {t("compare.rescored", {
            count: common.rescored.length,
            items: common.rescored.map((id) => id.toUpperCase()).join(language === "en" ? ", " : "、"),
          })}
        </p>
      )}
      {isWithheld(district) ? (
        <p>{trendReason(district, t)}</p>
      ) : (
        <>
          <p className="text-[1.125rem] font-semibold">
            {t(district.real ? "compare.summary.real" : "compare.summary.noise", {
              ...names,
              change: formatDifference(district.estimate, language),
              low: formatDifference(district.ci[0], language),
              high: formatDifference(district.ci[1], language),
            })}
          </p>
          <p className="mt-2 text-ink-soft">
            {t("compare.detail", {
              ...{ first: points(district.before), second: points(district.after) },
              correlation: formatNumber(district.correlation, language, 2),
              independent: formatNumber(district.seIfIndependent, language, 3),
              se: formatNumber(district.se, language, 3),
            })}
          </p>
        </>
      )}
    </section>
  );
}
