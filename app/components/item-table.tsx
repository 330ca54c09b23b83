import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatNumber, formatPercent, formatPoints } from "#app/present/format-share.ts";
import { itemNumber, pointsLost } from "#app/present/item-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { Item } from "#db/queries/read-wave-estimates.ts";
import type { Titles } from "#surveys/read-titles.ts";

interface ItemTableProps {
  groups: readonly { dimension: string; items: readonly Item[] }[];
  /** The questions as they were asked, by item. */
  titles: Titles;
}

/** Every item under its dimension: a table, and on phones a list. */
export function ItemTable({ groups, titles }: ItemTableProps) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const title = ({ id }: Item) => titles[id]?.[language === "en" ? "en" : "zh"] ?? id;
  return (
    <>
      <div className="mt-6 border-t-2 border-ink md:hidden print:hidden">
        {groups.map(({ dimension, items }) => (
          <section key={dimension}>
            <h3 className="bg-accent-soft px-2 py-1">
              <Dimension dimension={dimension} />
            </h3>
            <ul>
              {items.map((item) => (
                <li key={item.id} className="border-b border-line px-2 py-2">
                  <p>
                    <span className="text-ink-soft">{itemNumber(item.id)}</span>&ensp;{title(item)}
                  </p>
                  <ItemLine item={item} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <table className="yearbook mt-6 hidden md:table print:table">
        <thead>
          <tr>
            <th scope="col" colSpan={2} className="text-left!">
              {t("results.item")}
            </th>
            <th scope="col">{t("results.score")}</th>
            <th scope="col">{t("results.lost")}</th>
            <th scope="col">{t("results.weight")}</th>
            <th scope="col">{t("results.unsure")}</th>
            <th scope="col">{t("results.answered")}</th>
          </tr>
        </thead>
        {groups.map(({ dimension, items }) => (
          <tbody key={dimension}>
            <tr className="bg-accent-soft">
              <th scope="rowgroup" colSpan={7}>
                <Dimension dimension={dimension} />
              </th>
            </tr>
            {items.map((item) => (
              <tr key={item.id}>
                <td className="text-ink-soft">{itemNumber(item.id)}</td>
                <th scope="row" className="font-normal!">
                  {title(item)}
                </th>
                <ItemCells item={item} />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}

function Dimension({ dimension }: { dimension: string }) {
  const { t } = useTranslation("waves");
  return (
    <>
      {t(`dimension.${dimension}`)}
      <span className="font-normal text-ink-soft"> {t(`dimensionMeans.${dimension}`)}</span>
    </>
  );
}

function ItemCells({ item }: { item: Item }) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const weight = item.weight > 0 ? formatPercent(item.weight, language) : "–";
  if (isWithheld(item)) {
    return (
      <>
        <td colSpan={2}>{withheldSentence(item, t)}</td>
        <td>{weight}</td>
        <td colSpan={2} />
      </>
    );
  }
  const [low, high] = item.ci;
  return (
    <>
      <td className="whitespace-nowrap">
        <span className="font-semibold">{formatPercent(item.estimate, language)}</span>
        <span className="block text-[0.875rem] text-ink-soft">
          {formatPercent(low, language)}–{formatPercent(high, language)}
        </span>
      </td>
      <td>{item.weight > 0 ? formatPoints(pointsLost(item), language) : "–"}</td>
      <td>{weight}</td>
      <td>{formatPercent(item.dontKnow, language)}</td>
      <td>{formatNumber(item.answered, language)}</td>
    </>
  );
}

function ItemLine({ item }: { item: Item }) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  if (isWithheld(item)) return <p className="text-ink-soft">{withheldSentence(item, t)}</p>;
  const [low, high] = item.ci;
  return (
    <p className="mt-1 text-[0.875rem] text-ink-soft">
      <span className="text-ink">
        {t("results.score")} <strong>{formatPercent(item.estimate, language)}</strong> (
        {formatPercent(low, language)}–{formatPercent(high, language)})
      </span>
      {item.weight > 0 ? ` · ${t("results.lost")} ${formatPoints(pointsLost(item), language)}` : null}
      {` · ${t("results.unsure")} ${formatPercent(item.dontKnow, language)}`}
    </p>
  );
}
