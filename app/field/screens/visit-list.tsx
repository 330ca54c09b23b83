import { useTranslation } from "react-i18next";
import type { CaseVisit } from "../work-types.ts";
import { useTimes } from "./use-field.ts";

export function VisitList({ visits, timeZone }: { visits: CaseVisit[]; timeZone: string }) {
  const { t } = useTranslation("field");
  const times = useTimes(timeZone);
  return (
    <section>
      <h2>{t("case.visits")}</h2>
      {visits.length === 0 ? <p>{t("case.noVisits")}</p> : null}
      <ul>
        {visits.map((visit) => (
          <li key={visit.id} className="py-1">
            {times.when(visit.happenedAt)} ·{" "}
            {t(`reason.${visit.reason ?? "none"}`, { defaultValue: t(`disposition.${visit.disposition}`) })}
            {visit.appointmentAt ? ` (${times.when(visit.appointmentAt)})` : ""}
          </li>
        ))}
      </ul>
    </section>
  );
}
