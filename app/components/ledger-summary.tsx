import { useTranslation } from "react-i18next";
import { daysBetween } from "#app/ledger/ledger-days.ts";
import { dayOf } from "#app/present/format-clock.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";

interface LedgerSummaryProps {
  counts: { open: number; overdue: number; fixed: number; oldest: Date | string | null };
  timeZone: string;
  today: string;
}

/** How much is open, what of it is overdue, how long the oldest has waited, and how much was put right. */
export function LedgerSummary({ counts, timeZone, today }: LedgerSummaryProps) {
  const { t } = useTranslation("ledger");
  const language = useLanguage();
  const { open, overdue, fixed, oldest } = counts;
  const say = (key: "open" | "overdue" | "oldest" | "fixed", count: number) =>
    t(`summary.${key}`, { count, replace: { count: formatNumber(count, language) } });
  const sentences = [
    open > 0 ? say("open", open) : t("summary.none"),
    overdue > 0 ? say("overdue", overdue) : null,
    oldest ? say("oldest", daysBetween(dayOf(oldest, timeZone), today)) : null,
    fixed > 0 ? say("fixed", fixed) : null,
  ];
  return <p className="mt-2">{sentences.filter(Boolean).join(language === "en" ? " " : "")}</p>;
}
