import { useTranslation } from "react-i18next";
import type { CaseVisit } from "../work-types.ts";
import { useTimes } from "./use-field.ts";

interface VisitListProps {
  visits: CaseVisit[];
  timeZone: string;
  /** Absent where nothing can be put right any more. */
  onCorrect?: (visit: CaseVisit, what: string) => void;
}

export function VisitList({ visits, timeZone, onCorrect }: VisitListProps) {
  const { t } = useTranslation("field");
  const times = useTimes(timeZone);
  const what = (visit: CaseVisit) =>
    `${times.when(visit.happenedAt)} · ${t(`reason.${visit.reason ?? "none"}`, { defaultValue: t(`disposition.${visit.disposition}`) })}`;
  return (
    <section>
      <h2>{t("case.visits")}</h2>
      {visits.length === 0 ? <p>{t("case.noVisits")}</p> : null}
      <ul>
        {visits.map((visit) => (
          <li key={visit.id} className="flex min-h-12 items-center justify-between gap-2 py-1">
            <span className="min-w-0 first-letter:uppercase">
              {visit.appointmentAt
                ? t("case.visitFor", { what: what(visit), when: times.when(visit.appointmentAt) })
                : what(visit)}
            </span>
            {onCorrect ? (
              <button
                type="button"
                className="button button-plain flex-none"
                aria-label={t("correct.thisOne", { what: what(visit) })}
                onClick={() => onCorrect(visit, what(visit))}
              >
                {t("correct.this")}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
