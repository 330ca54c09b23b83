import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatPercent, formatPoints } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { itemNumber, pointsLost } from "#app/present/item-results.ts";
import type { Item, WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { DotIntervalChart, type DotRow } from "./dot-interval-chart.tsx";
import { ItemTable } from "./item-table.tsx";
import { NonProbabilityNote } from "./non-probability-note.tsx";

interface ItemsProps {
  view: Pick<WaveEstimatesView, "items" | "overallItem" | "level" | "interceptRule">;
  /** The questions as they were asked, by item. */
  titles: Titles;
}

/** Every item by dimension: its score with its interval, and what it costs of the 20 points. */
export function ResultsItems({ view, titles }: ItemsProps) {
  const { items, overallItem, level } = view;
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const percent = formatPercent(level, language).replace(".0", "");
  const dimensions = [...new Set(items.map(({ dimension }) => dimension))];
  const groups = dimensions.map((dimension) => ({
    dimension,
    items: items.filter((item) => item.dimension === dimension),
  }));
  const rows = groups.flatMap((group) => {
    const given = group.items.flatMap((item) => (isWithheld(item) ? [] : [item]));
    return given.map((item, i): DotRow => ({
      key: item.id,
      label: itemNumber(item.id),
      value: formatPercent(item.estimate, language),
      estimate: item.estimate,
      ci: item.ci,
      mark: "filled",
      heading: i === 0 ? t(`dimension.${group.dimension}`) : undefined,
    }));
  });
  const ends = rows.flatMap(({ ci }) => [...ci]);
  const all = [...groups, { dimension: overallItem.dimension, items: [overallItem] }];
  return (
    <section id="items">
      <h2>{t("results.items")}</h2>
      <p className="mt-2 max-w-[800px]">{useItemsSentence(items)}</p>
      <NonProbabilityNote view={view} of="items" />
      {rows.length > 0 ? (
        <figure className="mt-4">
          <DotIntervalChart
            title={t("results.itemsChart", { level: percent })}
            description={t("results.itemsDescription")}
            rows={rows}
            domain={[Math.min(...ends), Math.max(...ends)]}
            tick={(value) => formatPercent(value, language).replace(".0", "")}
            shortLabels
          />
        </figure>
      ) : null}
      <ItemTable groups={all} titles={titles} />
      <p className="mt-2 text-[0.875rem] text-ink-soft">
        {t("results.lostAll")} {t("results.overallItem")}
      </p>
    </section>
  );
}

function useItemsSentence(items: readonly Item[]): string {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const [first, second, third] = items
    .filter((item) => !isWithheld(item))
    .sort((a, b) => pointsLost(b) - pointsLost(a));
  if (!first || !second || !third) return t("results.itemsNone");
  const name = (item: Item) =>
    t("results.itemLabel", { number: itemNumber(item.id), dimension: t(`dimension.${item.dimension}`) });
  return t("results.itemsSentence", {
    first: name(first),
    firstLost: formatPoints(pointsLost(first), language),
    second: name(second),
    secondLost: formatPoints(pointsLost(second), language),
    third: name(third),
    thirdLost: formatPoints(pointsLost(third), language),
  });
}
