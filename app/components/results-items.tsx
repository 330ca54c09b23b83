import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatNumber, formatPercent, formatPoints } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { Item, WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import { DotIntervalChart, type DotRow } from "./dot-interval-chart.tsx";

export type ItemTitles = Record<string, { zh: string; en: string }>;

interface ItemsProps {
  view: WaveEstimatesView;
  /** The questions as they were asked, by item. */
  titles: ItemTitles;
}

const numberOf = (id: string) => id.replace(/^q0*/, "");
const lostBy = (item: Item) => (isWithheld(item) ? 0 : 20 * item.weight * (1 - item.estimate));

/** Every item by dimension: its score with its interval, and what it costs of the 20 points. */
export function ResultsItems({ view: { items, overallItem, level }, titles }: ItemsProps) {
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
      label: numberOf(item.id),
      value: formatPercent(item.estimate, language),
      estimate: item.estimate,
      ci: item.ci,
      mark: "filled",
      heading: i === 0 ? t(`dimension.${group.dimension}`) : undefined,
    }));
  });
  const all = [...groups, { dimension: overallItem.dimension, items: [overallItem] }];
  return (
    <section>
      <h2>{t("results.items")}</h2>
      <p className="mt-2 max-w-[800px]">{useItemsSentence(items)}</p>
      {rows.length > 0 ? (
        <figure className="mt-4">
          <DotIntervalChart
            title={t("results.itemsChart", { level: percent })}
            description={t("results.itemsDescription")}
            rows={rows}
            domain={[0, 1]}
            tick={(value) => formatPercent(value, language).replace(".0", "")}
          />
        </figure>
      ) : null}
      <div className="mt-6 border-t-2 border-ink">
        {all.map(({ dimension, items: own }) => (
          <Fragment key={dimension}>
            <h3 className="border-b border-line bg-accent-soft px-2 py-1">
              {t(`dimension.${dimension}`)}
              <span className="font-normal text-ink-soft"> {t(`dimensionMeans.${dimension}`)}</span>
            </h3>
            {dimension === overallItem.dimension ? (
              <p className="px-2 pt-2 text-[0.875rem] text-ink-soft">{t("results.overallItem")}</p>
            ) : null}
            <ul>
              {own.map((item) => (
                <li
                  key={item.id}
                  className="grid gap-x-6 border-b border-line px-2 py-2 md:grid-cols-[2rem_1fr_26rem]"
                >
                  <span className="hidden text-right text-ink-soft md:block">{numberOf(item.id)}</span>
                  <span>
                    <span className="text-ink-soft md:hidden">{numberOf(item.id)}&ensp;</span>
                    {titles[item.id]?.[language === "en" ? "en" : "zh"] ?? item.id}
                  </span>
                  <ItemFigures item={item} />
                </li>
              ))}
            </ul>
          </Fragment>
        ))}
      </div>
      <p className="mt-2 text-[0.875rem] text-ink-soft">{t("results.lostAll")}</p>
    </section>
  );
}

function ItemFigures({ item }: { item: Item }) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  if (isWithheld(item)) return <span className="text-ink-soft">{withheldSentence(item, t)}</span>;
  const { estimate, ci, dontKnow, answered, weight } = item;
  const figures: [string, string, string?][] = [
    [
      t("results.score"),
      formatPercent(estimate, language),
      `${formatPercent(ci[0], language)}–${formatPercent(ci[1], language)}`,
    ],
    [t("results.lost"), weight > 0 ? formatPoints(lostBy(item), language) : "–"],
    [t("results.unsure"), formatPercent(dontKnow, language)],
    [t("results.answered"), formatNumber(answered, language)],
  ];
  return (
    <dl className="mt-1 grid grid-cols-[1.7fr_1fr_1fr_1fr] gap-x-3 text-[0.875rem] md:mt-0">
      {figures.map(([name, figure, more]) => (
        <div key={name} className="text-right first:text-left md:first:text-right">
          <dt className="text-ink-soft">{name}</dt>
          <dd>
            {figure}
            {more ? <span className="block whitespace-nowrap text-ink-soft">{more}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function useItemsSentence(items: readonly Item[]): string {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const [first, second, third] = items
    .filter((item) => !isWithheld(item))
    .sort((a, b) => lostBy(b) - lostBy(a));
  if (!first || !second || !third) return t("results.itemsNone");
  const name = (item: Item) =>
    t("results.itemLabel", { number: numberOf(item.id), dimension: t(`dimension.${item.dimension}`) });
  return t("results.itemsSentence", {
    first: name(first),
    firstLost: formatPoints(lostBy(first), language),
    second: name(second),
    secondLost: formatPoints(lostBy(second), language),
    third: name(third),
    thirdLost: formatPoints(lostBy(third), language),
  });
}
