import { useTranslation } from "react-i18next";
import type { AreaEstimate } from "#analysis/small-area/model-areas.ts";
import { formatNumber, formatPoints } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";

/** A small-area estimate with its root mean squared error and the weight of the area's own figure. */
export function AreaText({ area }: { area: AreaEstimate | null }) {
  const { t } = useTranslation("streets");
  const language = useLanguage();
  if (!area) return <>–</>;
  return (
    <>
      <span className="whitespace-nowrap">
        {`${formatPoints(area.estimate, language)} ± ${formatPoints(Math.sqrt(area.mse), language)}`}
      </span>
      <span className="block text-[0.875rem] text-ink-soft">
        {area.gamma === null
          ? t("table.synthetic")
          : t("table.areaWeight", { gamma: formatNumber(area.gamma, language, 2) })}
      </span>
    </>
  );
}
