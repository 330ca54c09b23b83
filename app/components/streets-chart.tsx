import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreet, AnalysedStreets } from "#app/analyst/read-streets.server.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { formatNumber, formatPercent, formatPoints, formatShare } from "#app/present/format-share.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { DotIntervalChart, type DotRow } from "./dot-interval-chart.tsx";
import { StreetsSentence } from "./streets-sentence.tsx";

interface StreetsChartProps {
  page: AnalysedStreets;
  /** Those to be drawn, from the highest share to the lowest. */
  streets: readonly AnalysedStreet[];
}

/** A dot and an interval a street, hollow where it cannot be told apart from the district. */
export function StreetsChart({ page, streets }: StreetsChartProps) {
  const { t } = useTranslation(["streets", "waves"]);
  const language = useLanguage();
  const { overall, level } = page.view;
  const district = isWithheld(overall) ? null : overall;
  const percent = formatPercent(level, language).replace(".0", "");
  const given = streets.flatMap((street) =>
    isWithheld(street.figure) ? [] : [{ street, figure: street.figure }],
  );
  const rows = given.map(({ street, figure }): DotRow => ({
    ...{ key: street.id, label: streetName(street, language), value: formatShare(figure, language) },
    ...{ estimate: figure.share, ci: figure.ci, mark: street.side === 0 ? "hollow" : "filled" },
  }));
  const ends = [...rows.flatMap(({ ci }) => [...ci]), ...(district?.ci ?? [])];
  const table: ShownTable = {
    caption: t("streets:chart.caption", { level: percent }),
    columns: [
      { key: "street", label: t("streets:table.street") },
      { key: "share", label: t("streets:table.share"), numeric: true, digits: 2 },
      { key: "low", label: t("streets:table.low", { level: percent }), numeric: true, digits: 2 },
      { key: "high", label: t("streets:table.high", { level: percent }), numeric: true, digits: 2 },
      { key: "side", label: t("streets:table.difference") },
    ],
    rows: given.map(({ street, figure }) => ({
      ...{ street: streetName(street, language), share: figure.share, low: figure.ci[0], high: figure.ci[1] },
      side: t(`streets:side.${street.side}`),
    })),
  };
  return (
    <ChartFrame
      id="streets"
      title={t("streets:chart.title")}
      sentence={<StreetsSentence page={page} />}
      note={t("streets:chart.legend")}
      table={table}
    >
      {rows.length > 0 ? (
        <DotIntervalChart
          title={table.caption}
          description={t("streets:chart.description", {
            district: district ? formatPoints(district.share, language) : "–",
          })}
          rows={rows}
          domain={[Math.max(0, Math.min(...ends)), Math.min(20, Math.max(...ends))]}
          tick={(value, decimals) => formatNumber(value, language, decimals)}
          reference={
            district
              ? {
                  ...{ estimate: district.share, ci: district.ci },
                  label: t("streets:chart.district", { district: formatShare(district, language) }),
                }
              : undefined
          }
        />
      ) : null}
    </ChartFrame>
  );
}
