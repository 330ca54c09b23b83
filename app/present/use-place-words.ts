import { useTranslation } from "react-i18next";
import { formatNumber } from "./format-share.ts";
import { useLanguage } from "./use-format.ts";

/** A set of ranks in words: "between 2nd and 7th" where it is spoken, "2nd–7th" where it stands in a table. */
export function usePlaceWords(): (set: readonly [number, number], spoken?: boolean) => string {
  const { t } = useTranslation("streets");
  const language = useLanguage();
  const nth = (count: number) =>
    t("nth", { count, ordinal: true, replace: { count: formatNumber(count, language) } });
  return ([low, high], spoken = false) =>
    t(low === high ? "placeOne" : spoken ? "placeSpoken" : "placeRange", { low: nth(low), high: nth(high) });
}
