import type { TFunction } from "i18next";
import type { WaveLosses } from "#analysis/score/estimate-losses.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import type { EstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { estimateCells, reasonOf, tableOf } from "./estimate-cells.ts";

/** Points lost by street and item, the district first. */
export function lossesTable(
  losses: WaveLosses,
  { streets, sheet }: EstimationFrame,
  t: TFunction,
): ShownTable {
  const dimensionOf = new Map(sheet.items.map(({ id, dimension }) => [id, dimension]));
  const lost = (figure: { lost: number }) => figure.lost;
  const [district, ...others] = [losses.domains.at(-1)!, ...losses.domains.slice(0, -1)];
  const rows = [district, ...others].flatMap(({ id, parts }) => {
    const street = streets.find((each) => each.id === id);
    return parts.map(({ part, points, combined, byMode }) => {
      const dimension = dimensionOf.get(part);
      return {
        street_code: street?.code ?? "",
        street_zh: street?.name.zh ?? "全区",
        street_en: street?.name.en ?? "District",
        item: part,
        dimension: dimension ? t(`waves:dimension.${dimension}`) : "",
        points,
        ...estimateCells("lost", lost, combined),
        df: isWithheld(combined) ? null : combined.df,
        ...estimateCells("lost", lost, byMode.household, "household_"),
        ...estimateCells("lost", lost, byMode.intercept, "intercept_"),
        withheld: reasonOf(combined, t),
      };
    });
  });
  return tableOf(t("data:table.losses"), rows);
}
