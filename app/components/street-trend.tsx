import { useTranslation } from "react-i18next";
import type { AnalysedStreetPage } from "#app/analyst/read-street.server.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { formatNumber, formatPercent, formatShare } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { DotIntervalChart, type DotRow } from "./dot-interval-chart.tsx";

/** A street's share from wave to wave. */
export function StreetTrend({ page: { trend, view } }: { page: AnalysedStreetPage }) {
  const { t } = useTranslation("streets");
  const language = useLanguage();
  const localName = useLocalName();
  const percent = formatPercent(view.level, language).replace(".0", "");
  const shown = trend.length > 1 ? trend : [];
  const rows = shown.map(({ wave, share, ci }, i): DotRow => ({
    ...{ key: wave.id, label: wave.code, value: formatShare({ share, ci }, language) },
    ...{ estimate: share, ci, mark: i === shown.length - 1 ? "filled" : "hollow" },
  }));
  const ends = rows.flatMap(({ ci }) => [...ci]);
  const table: ShownTable = {
    caption: t("street.trend.caption", { level: percent }),
    columns: [
      { key: "wave", label: t("street.trend.wave") },
      { key: "share", label: t("table.share"), numeric: true, digits: 2 },
      { key: "low", label: t("table.low", { level: percent }), numeric: true, digits: 2 },
      { key: "high", label: t("table.high", { level: percent }), numeric: true, digits: 2 },
    ],
    rows: shown.map(({ wave, share, ci }) => ({ wave: localName(wave), share, low: ci[0], high: ci[1] })),
  };
  return (
    <ChartFrame
      id="trend"
      title={t("street.trend.title")}
      sentence={t(rows.length > 0 ? "street.trend.sentence" : "street.trend.alone")}
      table={table}
    >
      {rows.length > 0 ? (
        <DotIntervalChart
          title={table.caption}
          description={t("street.trend.description", { level: percent })}
          rows={rows}
          domain={[Math.max(0, Math.min(...ends)), Math.min(20, Math.max(...ends))]}
          tick={(value, decimals) => formatNumber(value, language, decimals)}
        />
      ) : null}
    </ChartFrame>
  );
}
