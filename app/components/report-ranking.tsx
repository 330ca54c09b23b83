import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatNumber, formatPercent, formatShare } from "#app/present/format-share.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { usePlaceWords } from "#app/present/use-place-words.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { ChangeText } from "./change-text.tsx";
import type { ReportProps } from "./report-page.tsx";

/** Every street from the highest share to the lowest, with the ranks that are possible; those without a share last. */
export function ReportRanking({ report }: Pick<ReportProps, "report">) {
  const { t } = useTranslation(["report", "waves", "streets"]);
  const language = useLanguage();
  const place = usePlaceWords();
  const { streets, previous } = report.streets;
  const shareOf = ({ figure }: (typeof streets)[number]) => (isWithheld(figure) ? -1 : figure.share);
  const sorted = [...streets].sort((a, b) => shareOf(b) - shareOf(a));
  const flagged = sorted.filter(({ figure }) => !isWithheld(figure) && figure.flags.length > 0);
  const columns = previous ? 7 : 6;
  return (
    <>
      {/* Focusable, so that a keyboard can push it sideways on a narrow screen. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="report-ranking" role="region" aria-label={t("report:ranking.title")} tabIndex={0}>
        <table className="report-table">
          <thead>
            <tr>
              <th scope="col">{t("report:ranking.place")}</th>
              <th scope="col" className="text-left!">
                {t("streets:table.street")}
              </th>
              <th scope="col">{t("report:ranking.share")}</th>
              <th scope="col" className="text-left!">
                {t("report:ranking.district")}
              </th>
              {previous ? <th scope="col">{t("report:ranking.change")}</th> : null}
              <th scope="col">{t("waves:results.satisfaction")}</th>
              <th scope="col">{t("report:ranking.n")}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((street) => {
              const { figure, rank, side, change } = street;
              const mark = isWithheld(figure) ? 0 : flagged.indexOf(street) + 1;
              return (
                <tr key={street.id}>
                  <td className="whitespace-nowrap">{rank ? place(rank.ownSet) : "–"}</td>
                  <th scope="row">
                    {streetName(street, language)}
                    {mark > 0 ? <sup>{mark}</sup> : null}
                  </th>
                  {isWithheld(figure) ? (
                    <td colSpan={columns - 2} className="text-left!">
                      {withheldSentence(figure, t)}
                    </td>
                  ) : (
                    <>
                      <td className="whitespace-nowrap">{formatShare(figure, language)}</td>
                      <td className="text-left!">{t(`report:side.${side}`)}</td>
                      {previous ? (
                        <td className="whitespace-nowrap">
                          {change === null || isWithheld(change) ? "–" : <ShortChange change={change} />}
                        </td>
                      ) : null}
                      <td>
                        {isWithheld(figure.satisfactionRate)
                          ? "–"
                          : formatPercent(figure.satisfactionRate.estimate, language)}
                      </td>
                      <td>{formatNumber(figure.n, language)}</td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="report-note">
        {t("report:ranking.means")}
        {flagged.length > 0 ? (
          <>
            {language === "en" ? " " : ""}
            {flagged.map(({ id, figure }, i) => (
              <span key={id}>
                <sup>{i + 1}</sup>{" "}
                {figure.flags
                  .map((flag) => t(`waves:results.flag.${flag}`))
                  .join(language === "en" ? ", " : "、")}
                {i < flagged.length - 1 ? (language === "en" ? "; " : "；") : language === "en" ? "." : "。"}
              </span>
            ))}
          </>
        ) : null}
      </p>
    </>
  );
}

/** More than noise in bold and with a star; noise as it is. */
function ShortChange({ change }: { change: Parameters<typeof ChangeText>[0]["change"] }) {
  const language = useLanguage();
  if (isWithheld(change)) return null;
  const { estimate, interval } = change;
  const [low, high] = interval;
  const sign = estimate > 0 ? "+" : "";
  const text = `${sign}${formatNumber(estimate, language, 2)} ± ${formatNumber((high - low) / 2, language, 2)}`;
  return low > 0 || high < 0 ? <strong>{text}*</strong> : <>{text}</>;
}
