import { useTranslation } from "react-i18next";
import { daysBetween } from "#app/ledger/ledger-days.ts";
import { stateOf } from "#app/ledger/ledger-state.ts";
import { dayOf } from "#app/present/format-clock.ts";
import { formatDay, formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";

interface LedgerStateTextProps {
  entry: { dueOn: string | null; fixedAt: Date | string | null; cancelledAt: Date | string | null };
  today: string;
  timeZone: string;
}

/** How an entry stands: due when, overdue by how much, put right or found to be none on which day. */
export function LedgerStateText({ entry, today, timeZone }: LedgerStateTextProps) {
  const { t } = useTranslation("ledger");
  const language = useLanguage();
  const state = stateOf(entry, today);
  const closed = entry.fixedAt ?? entry.cancelledAt;
  if (closed) return t(`stands.${state}`, { day: formatDay(dayOf(closed, timeZone), language) });
  if (!entry.dueOn) return <span className="text-ink-soft">{t("stands.open")}</span>;
  if (state === "open") return t("stands.due", { day: formatDay(entry.dueOn, language) });
  const count = daysBetween(entry.dueOn, today);
  return (
    <span className="font-semibold text-amber">
      <span aria-hidden="true">▲ </span>
      {t("stands.overdue", { count, replace: { count: formatNumber(count, language) } })}
    </span>
  );
}

/** For how long an entry has been open, or was. */
export function LedgerDays({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation("ledger");
  const language = useLanguage();
  const count = daysBetween(from, to);
  return t("days", { count, replace: { count: formatNumber(count, language) } });
}
