import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatPoints, halfWidth } from "#app/present/format-share.ts";
import { itemNumber } from "#app/present/item-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { ReportProps } from "./report-page.tsx";

/** Where the district's points go: the items that lose most, each with its ± and a bar of its length. */
export function ReportLosses({ report: { losses } }: Pick<ReportProps, "report">) {
  const { t } = useTranslation(["report", "waves"]);
  const language = useLanguage();
  const rows = losses.flatMap((loss) => (isWithheld(loss.lost) ? [] : [{ ...loss, lost: loss.lost }]));
  const most = Math.max(...rows.map(({ lost }) => lost.lost), 0.01);
  return (
    <section>
      <h3>{t("report:losses.title")}</h3>
      {rows.length === 0 ? (
        <p>{t("report:losses.none")}</p>
      ) : (
        <>
          <p>{t("report:losses.sentence", { count: rows.length })}</p>
          <table className="report-table">
            <thead>
              <tr>
                <th scope="col" className="text-left!">
                  {t("waves:results.item")}
                </th>
                <th scope="col">{t("waves:results.lost")}</th>
                <th scope="col" className="report-bar">
                  <span className="sr-only">{t("report:losses.bar")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ item, dimension, title, lost }) => (
                <tr key={item}>
                  <th scope="row">
                    {itemNumber(item)} {t(`waves:dimension.${dimension}`)}
                    <span className="report-question">{language === "en" ? title.en : title.zh}</span>
                  </th>
                  <td className="whitespace-nowrap">
                    {`${formatPoints(lost.lost, language)} ± ${formatPoints(halfWidth(lost), language)}`}
                  </td>
                  <td className="report-bar">
                    <svg viewBox="0 0 60 10" width="60" height="10" aria-hidden="true">
                      <rect width={(60 * lost.lost) / most} height="10" className="fill-ink-soft" />
                    </svg>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="report-note">{t("report:losses.whole")}</p>
        </>
      )}
    </section>
  );
}
