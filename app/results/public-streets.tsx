import { scaleLinear } from "d3-scale";
import { useTranslation } from "react-i18next";
import { formatNumber, formatPoints, formatShare } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { PublicFigures, PublicShare } from "./public-figures.ts";

type Street = PublicFigures["streets"][number];

const shareOf = ({ figure }: Street): PublicShare | null => ("hidden" in figure ? null : figure);

/** Every street by its code, with its share and interval, or the words that stand for it. */
export function PublicStreets({ streets }: Pick<PublicFigures, "streets">) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const ends = streets.flatMap((street) => shareOf(street)?.ci ?? []);
  const scale = scaleLinear([Math.min(...ends), Math.max(...ends)], [6, 94]).nice(4);
  const [from = 0, to = 20] = scale.domain();
  const around = { from: formatPoints(from, language), to: formatPoints(to, language) };
  return (
    <table className="results-table">
      <caption>{ends.length > 0 ? t("streets.caption", around) : t("streets.captionNone")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("streets.street")}</th>
          <th scope="col" className="num">
            {t("streets.share")}
          </th>
          <th scope="col" className="num">
            {t("streets.n")}
          </th>
        </tr>
      </thead>
      <tbody>
        {streets.map((street) => {
          const share = shareOf(street);
          return (
            <tr key={street.name.zh}>
              <th scope="row">
                {language === "en" ? street.name.en : street.name.zh}
                {share ? <Strip share={share} scale={scale} /> : null}
              </th>
              {share ? (
                <>
                  <td className="num">{formatShare(share, language)}</td>
                  <td className="num">{formatNumber(share.n, language)}</td>
                </>
              ) : (
                <td colSpan={2} className="text-ink-soft">
                  {t(`hidden.${(street.figure as { hidden: "protected" | "not-known" }).hidden}`)}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The interval and its middle: the same figures as in the row, for the eye. */
function Strip({ share: { share, ci }, scale }: { share: PublicShare; scale: (value: number) => number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none" className="results-strip">
      <line x1="0" x2="100" y1="4" y2="4" className="stroke-line" vectorEffect="non-scaling-stroke" />
      <line
        x1={scale(ci[0])}
        x2={scale(ci[1])}
        y1="4"
        y2="4"
        strokeWidth="5"
        className="stroke-accent opacity-50"
        vectorEffect="non-scaling-stroke"
      />
      <line
        x1={scale(share)}
        x2={scale(share)}
        y1="0"
        y2="8"
        strokeWidth="4"
        className="stroke-accent"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
