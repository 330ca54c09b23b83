import { useTranslation } from "react-i18next";
import type { AreaEstimate } from "#analysis/small-area/model-areas.ts";
import { formatNumber, formatPoints } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";

/** Of the normal distribution, so that ± means 95 % here as elsewhere. */
const REACH = 1.96;

/** A small-area estimate with 1.96 root mean squared errors to each side, and the weight of the area's own figure. */
export function AreaText({ area, inline = false }: { area: AreaEstimate | null; inline?: boolean }) {
  const { t } = useTranslation("streets");
  const language = useLanguage();
  if (!area) return <>–</>;
  return (
    <>
      <span className="whitespace-nowrap">
        {`${formatPoints(area.estimate, language)} ± ${formatPoints(REACH * Math.sqrt(area.mse), language)}`}
      </span>
      <span className={inline ? "sr-only" : "block text-[0.875rem] text-ink-soft"}>
        {area.gamma === null
          ? t("table.synthetic")
          : t("table.areaWeight", { gamma: formatNumber(area.gamma, language, 2) })}
      </span>
    </>
  );
}
