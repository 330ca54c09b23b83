import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useItemWords } from "#app/ledger/use-item-words.ts";
import { dayOf } from "#app/present/format-clock.ts";
import { formatDay, formatMoment } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { LedgerDays, LedgerStateText } from "./ledger-state.tsx";
import type { LedgerRow } from "./ledger-table.tsx";

interface LedgerFactsProps {
  entry: LedgerRow & { openedBy: string; fixedBy: string | null; cancelledBy: string | null };
  /** The title of the question that it lowers. */
  question: { zh: string; en: string } | null;
  today: string;
  timeZone: string;
}

/** Where a problem is, what it lowers, since when it is known, and how it stands or ended, by whom. */
export function LedgerFacts({ entry, question, today, timeZone }: LedgerFactsProps) {
  const { t } = useTranslation("ledger");
  const language = useLanguage();
  const localName = useLocalName();
  const itemWords = useItemWords();
  const { community, item, openedAt, openedBy, fixedAt, fixedBy, cancelledAt, cancelledBy } = entry;
  const by = (moment: Date | string, name: string) =>
    t("one.by", { when: formatMoment(moment, language, timeZone), name });
  const closedAt = fixedAt ?? cancelledAt;
  const until = closedAt ? dayOf(closedAt, timeZone) : today;
  const words = entry.fixedNote ?? entry.cancelledReason;
  const facts: [label: string, value: ReactNode][] = [
    [t("one.community"), community ? localName(community) : t("add.notSaid")],
    [
      t("one.item"),
      item ? `${itemWords(item)} ${question?.[language === "en" ? "en" : "zh"] ?? ""}` : t("add.notSaid"),
    ],
    [
      t("column.opened"),
      <>
        {by(openedAt, openedBy)}
        <span className="block text-ink-soft">
          <LedgerDays from={dayOf(openedAt, timeZone)} to={until} />
        </span>
      </>,
    ],
    [t("one.dueOn"), entry.dueOn ? formatDay(entry.dueOn, language) : t("add.notSaid")],
    [t("column.state"), <LedgerStateText key="state" {...{ entry, today, timeZone }} />],
  ];
  if (closedAt) facts.push([t("one.closed"), by(closedAt, fixedBy ?? cancelledBy ?? "–")]);
  if (words) facts.push([t(fixedAt ? "one.fixedNote" : "one.cancelledReason"), words]);
  return (
    <dl className="mt-4 max-w-[800px] border-t-2 border-ink">
      {facts.map(([label, value]) => (
        <div key={label} className="border-b border-line py-2 sm:grid sm:grid-cols-[160px_1fr]">
          <dt className="text-ink-soft">{label}</dt>
          <dd className="whitespace-pre-line">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
