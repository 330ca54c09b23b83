import { useTranslation } from "react-i18next";
import { itemNumber } from "#app/present/item-results.ts";
import { DIMENSIONS } from "#surveys/scoring-sheet.ts";

/** What an entry's item is called: the dimension, or the number of the question. */
export function useItemWords(): (item: string) => string {
  const { t } = useTranslation(["ledger", "waves"]);
  return (item) =>
    DIMENSIONS.some((dimension) => dimension === item)
      ? t(`waves:dimension.${item}`)
      : t("ledger:question", { number: itemNumber(item) });
}
