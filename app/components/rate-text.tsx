import { useTranslation } from "react-i18next";
import { formatPercent } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { OutcomeRate } from "#surveys/fieldwork/outcome-rates.ts";

/** A rate as per cent; a dash where there is none, with the reason. */
export function RateText({ rate }: { rate: OutcomeRate }) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  if (typeof rate === "number") return <>{formatPercent(rate, language)}</>;
  const reason = t(`rates.withheld.${rate.withheld.code}`);
  return (
    <span title={reason}>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{reason}</span>
    </span>
  );
}

export const asNumber = (rate: OutcomeRate): number | null => (typeof rate === "number" ? rate : null);
