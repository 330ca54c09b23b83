import { useTranslation } from "react-i18next";
import type { StoredRecord } from "../open-store.ts";
import { readBody } from "../outbox.ts";
import { useCaseTitle } from "./case-title.ts";
import { useDay, useTimes } from "./use-field.ts";

/** More than fit on a screen are folded away. */
const FEW = 6;

/** Records, each with where it was made and what became of it. */
export function RecordList({ records, timeZone }: { records: StoredRecord[]; timeZone: string }) {
  const { t } = useTranslation("field");
  const rows = (
    <ul className="border-t border-line bg-surface">
      {records.map((record) => (
        <RecordRow key={record.id} record={record} timeZone={timeZone} />
      ))}
    </ul>
  );
  if (records.length <= FEW) return rows;
  return (
    <details data-records={records.length}>
      <summary>{t("outbox.each", { count: records.length })}</summary>
      {rows}
    </details>
  );
}

function RecordRow({ record, timeZone }: { record: StoredRecord; timeZone: string }) {
  const { t } = useTranslation("field");
  const { cases } = useDay();
  const { title } = useCaseTitle();
  const times = useTimes(timeZone);
  const { caseId, event } = readBody(record) as { caseId?: string | null; event?: string };
  const place = cases.find(({ id }) => id === caseId);
  const state = () => {
    if (record.state === "quarantined")
      return t(`outbox.reason.${record.problem ?? ""}`, { defaultValue: record.problem ?? "" });
    if (record.state === "attention") return record.problem ?? "";
    return record.attempts > 0 ? t("outbox.tried", { count: record.attempts }) : t("outbox.waiting");
  };
  return (
    <li className="border-b border-line px-3 py-2" data-record={record.state}>
      <span className="block font-semibold">
        {event ? t(`outbox.event.${event}`) : t(`outbox.kind.${record.kind}`)}
      </span>
      {place ? <span className="block">{title(place)}</span> : null}
      <span className="field-soft block first-letter:uppercase">
        {times.when(record.madeAt)} · {state()}
      </span>
    </li>
  );
}
