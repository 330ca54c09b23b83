import { tableCsv } from "#app/download/table-csv.ts";
import { dayOf } from "#app/present/format-clock.ts";
import type { LedgerEntry } from "#db/queries/read-ledger-entries.ts";
import { daysBetween } from "./ledger-days.ts";
import { stateOf } from "./ledger-state.ts";

const COLUMNS = [
  ...["state", "opened_on", "days_open", "due_on", "street_code", "street_zh", "street_en"],
  ...["community_code", "community_zh", "community_en", "item", "problem", "named_in_survey"],
  ...["fixed_on", "fixed_note", "cancelled_on", "cancelled_reason"],
];

/** The ledger as a file. Which response an entry comes from stays inside. */
export function ledgerCsv(
  entries: readonly LedgerEntry[],
  { timeZone, today }: { timeZone: string; today: string },
): string {
  const day = (moment: Date | null) => (moment ? dayOf(moment, timeZone) : "");
  const rows = entries.map((entry) => ({
    state: stateOf(entry, today),
    opened_on: day(entry.openedAt),
    days_open: daysBetween(day(entry.openedAt), day(entry.fixedAt ?? entry.cancelledAt) || today),
    due_on: entry.dueOn ?? "",
    street_code: entry.street.code,
    street_zh: entry.street.nameZh,
    street_en: entry.street.nameEn,
    community_code: entry.community?.code ?? "",
    community_zh: entry.community?.nameZh ?? "",
    community_en: entry.community?.nameEn ?? "",
    item: entry.item ?? "",
    problem: entry.text,
    named_in_survey: entry.responseId ? "yes" : "no",
    fixed_on: day(entry.fixedAt),
    fixed_note: entry.fixedNote ?? "",
    cancelled_on: day(entry.cancelledAt),
    cancelled_reason: entry.cancelledReason ?? "",
  }));
  return tableCsv({ columns: COLUMNS.map((key) => ({ key, label: key })), rows });
}
