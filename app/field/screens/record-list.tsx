import { useTranslation } from "react-i18next";
import type { StoredRecord } from "../open-store.ts";
import { useTimes } from "./use-field.ts";

/** Records with what became of them. */
export function RecordList({ records, timeZone }: { records: StoredRecord[]; timeZone: string }) {
  const { t } = useTranslation("field");
  const times = useTimes(timeZone);
  const state = (record: StoredRecord) => {
    if (record.state === "quarantined")
      return t(`outbox.reason.${record.problem ?? ""}`, { defaultValue: record.problem ?? "" });
    if (record.state === "attention") return record.problem ?? "";
    return record.attempts > 0 ? t("outbox.tried", { count: record.attempts }) : t("outbox.waiting");
  };
  return (
    <ul className="border-t border-line bg-surface">
      {records.map((record) => (
        <li key={record.id} className="border-b border-line px-3 py-2" data-record={record.state}>
          <span className="block font-semibold">{t(`outbox.kind.${record.kind}`)}</span>
          <span className="field-soft block">
            {times.when(record.madeAt)} · {state(record)}
          </span>
        </li>
      ))}
    </ul>
  );
}
