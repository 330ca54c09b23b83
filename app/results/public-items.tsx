import { useTranslation } from "react-i18next";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { Titles } from "#surveys/read-titles.ts";
import type { PublicFigures } from "./public-figures.ts";

/** What was asked, by topic, and how many points out of 100 it got. */
export function PublicItems({ items, titles }: Pick<PublicFigures, "items"> & { titles: Titles }) {
  const { t } = useTranslation("results");
  const language = useLanguage();
  const dimensions = [...new Set(items.map(({ dimension }) => dimension))];
  return (
    <>
      {dimensions.map((dimension) => (
        <table key={dimension} className="results-table">
          <caption>{t([`dimension.${dimension}`, "dimension.other"])}</caption>
          <thead>
            <tr>
              <th scope="col">{t("items.question")}</th>
              <th scope="col" className="num">
                {t("items.score")}
              </th>
            </tr>
          </thead>
          <tbody>
            {items
              .filter((item) => item.dimension === dimension)
              .map(({ id, figure }) => (
                <tr key={id}>
                  <th scope="row">{titles[id]?.[language === "en" ? "en" : "zh"] ?? id}</th>
                  <td className={"hidden" in figure ? "text-ink-soft" : "num"}>
                    {"hidden" in figure
                      ? t(`hidden.${figure.hidden}`)
                      : `${formatNumber(100 * figure.score, language, 1)} (${figure.ci
                          .map((end) => formatNumber(100 * end, language, 1))
                          .join("–")})`}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </>
  );
}
