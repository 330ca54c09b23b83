import { useTranslation } from "react-i18next";
import { formatDay } from "./format-share.ts";
import { useLanguage } from "./use-format.ts";

const DAY = 86_400_000;

/** How long it is to the day of the assessment: "in 12 days, on 31 Jul 2026". */
export function useCountdown(day: string, today: string): string {
  const { t } = useTranslation("overview");
  const written = formatDay(day, useLanguage());
  const count = Math.round((Date.parse(day) - Date.parse(today)) / DAY);
  if (count === 0) return t("assessment.today", { day: written });
  return count > 0 ? t("assessment.ahead", { count, day: written }) : t("assessment.over", { day: written });
}
