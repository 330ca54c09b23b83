import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreetPage } from "#app/analyst/read-street.server.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { formatDifference, formatNumber, formatPercent } from "#app/present/format-share.ts";
import { itemNumber } from "#app/present/item-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { DotIntervalChart, type DotRow } from "./dot-interval-chart.tsx";

/** Of all items and streets together. */
const LEVEL = 0.05;

/** A street's items against the district's: differences with their intervals, not two intervals side by side. */
export function StreetItems({ page, titles }: { page: AnalysedStreetPage; titles: Titles }) {
  const { t } = useTranslation(["streets", "waves"]);
  const language = useLanguage();
  const percent = formatPercent(page.view.level, language).replace(".0", "");
  const given = page.items.flatMap(({ figure, ...item }) =>
    isWithheld(figure) ? [] : [{ ...item, figure }],
  );
  const silent = page.items.find(({ figure }) => isWithheld(figure));
  const label = (item: { id: string; dimension: string }) =>
    t("streets:street.items.label", {
      number: itemNumber(item.id),
      dimension: t(`waves:dimension.${item.dimension}`),
    });
  const apart = given.filter(({ figure }) => figure.adjusted < LEVEL);
  const list = (sign: 1 | -1) =>
    new Intl.ListFormat(language).format(
      apart.filter(({ figure }) => Math.sign(figure.difference) === sign).map(label),
    ) || t("streets:street.items.nothing");
  const rows = [...given]
    .sort((a, b) => b.figure.difference - a.figure.difference)
    .map((item): DotRow => ({
      ...{ key: item.id, label: label(item), value: formatDifference(item.figure.difference, language) },
      ...{ estimate: item.figure.difference, ci: item.figure.ci },
      mark: item.figure.adjusted < LEVEL ? "filled" : "hollow",
    }));
  const ends = [...rows.flatMap(({ ci }) => [...ci]), 0];
  const question = (id: string) => (language === "en" ? titles[id]?.en : titles[id]?.zh) ?? null;
  const table: ShownTable = {
    caption: t("streets:street.items.caption"),
    columns: [
      { key: "item", label: t("streets:street.items.item") },
      { key: "question", label: t("streets:street.items.question") },
      { key: "lost", label: t("streets:street.items.lost"), numeric: true },
      { key: "difference", label: t("streets:street.items.difference"), numeric: true },
      { key: "low", label: t("streets:street.items.low", { level: percent }), numeric: true },
      { key: "high", label: t("streets:street.items.high", { level: percent }), numeric: true },
      { key: "adjusted", label: t("streets:street.items.adjusted"), numeric: true, digits: 3 },
    ],
    rows: given.map(({ figure, ...item }) => ({
      ...{ item: label(item), question: question(item.id), lost: figure.lost, difference: figure.difference },
      ...{ low: figure.ci[0], high: figure.ci[1], adjusted: figure.adjusted },
    })),
  };
  const sentence =
    given.length === 0
      ? null
      : apart.length === 0
        ? t("streets:street.items.sentence", { count: 0, worse: "", better: "" })
        : t("streets:street.items.sentence", { count: apart.length, worse: list(1), better: list(-1) });
  return (
    <ChartFrame
      id="items"
      title={t("streets:street.items.title")}
      sentence={
        <>
          {sentence}
          {silent && isWithheld(silent.figure) ? (
            <span className="block">
              {given.length > 0 ? `${label(silent)}${language === "en" ? ": " : "："}` : null}
              {withheldSentence(silent.figure, t)}
            </span>
          ) : null}
        </>
      }
      note={t("streets:street.items.legend")}
      table={table}
    >
      {rows.length > 0 ? (
        <DotIntervalChart
          title={table.caption}
          description={t("streets:street.items.description", { level: percent })}
          rows={rows}
          domain={[Math.min(...ends), Math.max(...ends)]}
          tick={(value, decimals) => formatNumber(value, language, Math.max(decimals, 1))}
          reference={{ estimate: 0, ci: [0, 0], label: t("streets:street.items.zero") }}
        />
      ) : null}
    </ChartFrame>
  );
}
