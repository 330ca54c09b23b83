import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { StreetLedger } from "#app/ledger/street-ledger.server.ts";
import { useItemWords } from "#app/ledger/use-item-words.ts";
import { dayOf } from "#app/present/format-clock.ts";
import { formatDay } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { LedgerDays, LedgerStateText } from "./ledger-state.tsx";
import { LedgerSummary } from "./ledger-summary.tsx";

interface StreetLedgerSectionProps {
  ledger: StreetLedger;
  streetId: string;
  clock: { today: string; timeZone: string };
}

/** What people named in a street and is not put right yet, the newest first, with the way to all of it. */
export function StreetLedgerSection({
  ledger: { counts, newest },
  streetId,
  clock,
}: StreetLedgerSectionProps) {
  const { t } = useTranslation("ledger");
  const language = useLanguage();
  const itemWords = useItemWords();
  return (
    <section id="ledger" className="max-w-[800px] scroll-mt-4">
      <h2>{t("street.title")}</h2>
      {counts.all === 0 ? (
        <p className="mt-2 text-ink-soft">{t("street.empty")}</p>
      ) : (
        <LedgerSummary counts={counts} {...clock} />
      )}
      {newest.length > 0 ? (
        <ol className="mt-2 border-t border-ink">
          {newest.map((entry) => {
            const openedOn = dayOf(entry.openedAt, clock.timeZone);
            return (
              <li key={entry.id} className="border-b border-line py-1">
                <Link to={`/ledger/${entry.id}`} className="inline-flex min-h-[44px] items-center">
                  {entry.text}
                </Link>
                <p className="flex flex-wrap gap-x-4 pb-1 text-[0.875rem] text-ink-soft">
                  {entry.item ? <span>{itemWords(entry.item)}</span> : null}
                  <span>{formatDay(openedOn, language)}</span>
                  <span>
                    <LedgerDays from={openedOn} to={clock.today} />
                  </span>
                  <LedgerStateText entry={entry} {...clock} />
                </p>
              </li>
            );
          })}
        </ol>
      ) : null}
      <p className="no-print mt-2 -ml-2 flex flex-wrap gap-x-4">
        {counts.all > 0 ? (
          <Link
            to={`/ledger?where=${streetId}${counts.open > 0 ? "" : "&state=all"}`}
            className="quiet text-accent! underline underline-offset-4"
          >
            {t("street.toAll")}
          </Link>
        ) : null}
        <Link
          to={`/ledger/new?street=${streetId}`}
          className="quiet text-accent! underline underline-offset-4"
        >
          {t("add.title")}
        </Link>
      </p>
    </section>
  );
}
