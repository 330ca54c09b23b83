import type { TFunction } from "i18next";
import type { ItemEstimate } from "#analysis/score/estimate.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { estimateCells, reasonOf, tableOf } from "./estimate-cells.ts";

/** Every question of the district; scores and rates as fractions, points of 20. */
export function itemsTable(
  { items, overallItem }: WaveEstimatesView,
  titles: Titles,
  t: TFunction,
): ShownTable {
  const score = (figure: { estimate: number }) => figure.estimate;
  const rows = [...items, overallItem].map((item) => {
    const given = isWithheld(item) ? null : item;
    return {
      item: item.id,
      dimension: t(`waves:dimension.${item.dimension}`),
      question_zh: titles[item.id]?.zh ?? "",
      question_en: titles[item.id]?.en ?? "",
      weight: item.weight,
      ...estimateCells<ItemEstimate>("score", score, item),
      points_lost: given && item.weight > 0 ? 20 * item.weight * (1 - given.estimate) : null,
      points_lost_se: given && item.weight > 0 ? 20 * item.weight * given.se : null,
      dont_know: given?.dontKnow ?? null,
      answered: given?.answered ?? null,
      ...estimateCells<ItemEstimate>("score", score, item.byMode.household, "household_"),
      ...estimateCells<ItemEstimate>("score", score, item.byMode.intercept, "intercept_"),
      withheld: reasonOf(item, t),
    };
  });
  return tableOf(t("data:table.items"), rows);
}
