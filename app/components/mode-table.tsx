import { useTranslation } from "react-i18next";
import type { Estimate } from "#analysis/score/estimate.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { Figure } from "#db/queries/read-wave-estimates.ts";
import { SatisfactionText, ShareText } from "./figure-cell.tsx";
import { FlagWords } from "./flag-words.tsx";

export interface ModeFigure {
  mode: "combined" | "household" | "intercept" | "online";
  figure: Figure<Estimate>;
}

/** The figures of each way of asking: a table, and on phones a list. */
export function ModeTable({ figures, isQuota }: { figures: readonly ModeFigure[]; isQuota: boolean }) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const name = (mode: ModeFigure["mode"]) => (
    <>
      {t(`mode.${mode}`)}
      {mode === "online" ? <FlagWords flags={["volunteers"]} /> : null}
      {mode === "intercept" && isQuota ? <FlagWords flags={["non-probability"]} /> : null}
      {mode === "combined" && isQuota ? <FlagWords flags={["part-non-probability"]} /> : null}
    </>
  );
  return (
    <>
      <ul className="mt-4 border-t border-ink md:hidden print:hidden">
        {figures.map(({ mode, figure }) => (
          <li key={mode} className="grid grid-cols-[1fr_auto] gap-x-4 border-b border-line py-3">
            <span className="font-semibold">{name(mode)}</span>
            <span className="text-right font-semibold">
              <ShareText figure={figure} interval />
            </span>
            <span className="text-[0.875rem] text-ink-soft">
              {t("results.n")} {isWithheld(figure) ? "–" : formatNumber(figure.n, language)}
              {" · "}
              {t("results.received")} {formatNumber(figure.received, language)}
            </span>
          </li>
        ))}
      </ul>
      <table className="yearbook mt-4 hidden md:table print:table">
        <thead>
          <tr>
            <th scope="col" className="text-left!">
              {t("results.way")}
            </th>
            <th scope="col">{t("results.share")}</th>
            <th scope="col">{t("results.satisfaction")}</th>
            <th scope="col">{t("results.n")}</th>
            <th scope="col">{t("results.received")}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ mode, figure }) => (
            <tr key={mode}>
              <th scope="row">{name(mode)}</th>
              <td className="font-semibold">
                <ShareText figure={figure} interval />
              </td>
              <td>
                <SatisfactionText figure={figure} />
              </td>
              <td>{isWithheld(figure) ? "–" : formatNumber(figure.n, language)}</td>
              <td>{formatNumber(figure.received, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
