import { useTranslation } from "react-i18next";
import type { Estimate } from "#analysis/score/estimate.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { formatDifference, formatNumber, formatPercent, formatShare } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import { DotIntervalChart, type DotRow } from "./dot-interval-chart.tsx";
import { ModeTable } from "./mode-table.tsx";

/** Household, intercept and combined, with the online answers beside them and never in them. */
export function ResultsByMode({ view }: { view: WaveEstimatesView }) {
  const { overall, online, level } = view;
  const isQuota = view.interceptRule === "quota";
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const figures = [
    { mode: "combined", figure: overall },
    { mode: "household", figure: overall.byMode.household },
    { mode: "intercept", figure: overall.byMode.intercept },
    { mode: "online", figure: online },
  ] as const;
  const percent = formatPercent(level, language).replace(".0", "");
  const rows = figures.flatMap(({ mode, figure }): DotRow[] =>
    isWithheld(figure)
      ? []
      : [rowOf(mode, figure, t(`mode.${mode}`), formatShare(figure, language), isQuota)],
  );
  const ends = rows.flatMap(({ ci }) => [...ci]);
  return (
    <section>
      <h2>{t("results.byMode")}</h2>
      <p className="mt-2 max-w-[800px]">{t("results.byModeSentence")}</p>
      {rows.length > 0 ? (
        <figure className="mt-4">
          <DotIntervalChart
            title={t("results.byModeChart", { level: percent })}
            description={t(isQuota ? "nonProbability.byModeDescription" : "results.byModeDescription")}
            rows={rows}
            domain={[Math.max(0, Math.min(...ends)), Math.min(20, Math.max(...ends))]}
            tick={(value, decimals) => formatNumber(value, language, decimals)}
          />
        </figure>
      ) : null}
      <ModeTable figures={figures} isQuota={isQuota} />
      <p className="mt-4 max-w-[800px]">
        {t("results.onlineNote")} <OnlineDifference online={online} />
      </p>
    </section>
  );
}

function rowOf(key: string, { share, ci }: Estimate, label: string, value: string, isQuota: boolean): DotRow {
  const isChosen = key === "online" || (key === "intercept" && isQuota);
  return { key, label, value, estimate: share, ci, mark: isChosen ? "dashed" : "filled" };
}

function OnlineDifference({ online }: { online: Outcome<Pick<WaveOnline, "difference">> }) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  if (isWithheld(online)) return null;
  const { difference } = online;
  if (isWithheld(difference)) return <>{withheldSentence(difference, t)}</>;
  const { estimate, ci } = difference;
  const [low, high] = ci;
  return (
    <strong>
      {t("results.onlineDifference", {
        difference: formatDifference(estimate, language),
        low: formatDifference(low, language),
        high: formatDifference(high, language),
      })}{" "}
      {t(low > 0 || high < 0 ? "results.onlineDifferenceReal" : "results.onlineDifferenceNoise")}
    </strong>
  );
}

type WaveOnline = Exclude<WaveEstimatesView["online"], { withheld: unknown }>;
