import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useItemWords } from "#app/ledger/use-item-words.ts";
import { dayOf } from "#app/present/format-clock.ts";
import { formatDay } from "#app/present/format-share.ts";
import { type Named, useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { LedgerDays, LedgerStateText } from "./ledger-state.tsx";

/** What of an entry is shown. */
export interface LedgerRow {
  id: string;
  text: string;
  item: string | null;
  street: Named;
  community: Named | null;
  openedAt: Date | string;
  dueOn: string | null;
  fixedAt: Date | string | null;
  fixedNote: string | null;
  cancelledAt: Date | string | null;
  cancelledReason: string | null;
}

interface LedgerTableProps {
  entries: readonly LedgerRow[];
  today: string;
  timeZone: string;
}

/** Problems with where they are, since when, and how they stand; on phones a list. */
export function LedgerTable({ entries, today, timeZone }: LedgerTableProps) {
  const { t } = useTranslation("ledger");
  const language = useLanguage();
  const localName = useLocalName();
  const itemWords = useItemWords();
  return (
    <table className="yearbook yearbook-words yearbook-stack mt-4">
      <caption className="sr-only">{t("title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("column.problem")}</th>
          <th scope="col">{t("column.place")}</th>
          <th scope="col">{t("column.opened")}</th>
          <th scope="col">{t("column.state")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const openedOn = dayOf(entry.openedAt, timeZone);
          const closedAt = entry.fixedAt ?? entry.cancelledAt;
          const until = closedAt ? dayOf(closedAt, timeZone) : today;
          return (
            <tr key={entry.id}>
              <th scope="row" className="sm:w-[45%]">
                <Link to={`/ledger/${entry.id}`} className="block py-3 sm:py-0">
                  {entry.text}
                </Link>
                {entry.fixedNote || entry.cancelledReason ? (
                  <span className="block font-normal whitespace-pre-line">
                    {entry.fixedNote ?? entry.cancelledReason}
                  </span>
                ) : null}
              </th>
              <td>
                {localName(entry.street)}
                {entry.community ? <span className="sm:block"> {localName(entry.community)}</span> : null}
                {entry.item ? <span className="block text-ink-soft">{itemWords(entry.item)}</span> : null}
              </td>
              <td data-label={t("column.opened")} className="sm:whitespace-nowrap!">
                {formatDay(openedOn, language)}{" "}
                <span className="text-ink-soft sm:block">
                  <LedgerDays from={openedOn} to={until} />
                </span>
              </td>
              <td>
                <LedgerStateText {...{ entry, today, timeZone }} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
