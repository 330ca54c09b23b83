import { useTranslation } from "react-i18next";
import type { FieldworkOverview } from "#app/fieldwork/overview.ts";
import { formatLately } from "#app/present/format-clock.ts";
import { useLanguage } from "#app/present/use-format.ts";

interface FieldworkAppointmentsProps {
  appointments: FieldworkOverview["appointments"];
  clock: { timeZone: string; today: string };
  readAt: string;
}

/** Who is expected at a door today, or was and has not come. */
export function FieldworkAppointments({ appointments, clock, readAt }: FieldworkAppointmentsProps) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  if (appointments.length === 0) return <p className="mt-2 text-ink-soft">{t("appointments.none")}</p>;
  return (
    <ul className="mt-2 border-t border-ink">
      {appointments.map(({ caseId, at, person, communityZh, communityEn, walkOrder }) => {
        const overdue = at < readAt;
        return (
          <li key={caseId} className="flex flex-wrap gap-x-4 border-b border-line py-2">
            <span className={`font-semibold ${overdue ? "text-amber" : ""}`}>
              {overdue ? <span aria-hidden="true">▲ </span> : null}
              {formatLately(at, language, clock)}
              {overdue ? <span className="font-normal"> {t("appointments.overdue")}</span> : null}
            </span>
            <span>
              {t("appointments.place", {
                community: (language === "en" ? communityEn : communityZh) ?? "–",
                order: walkOrder,
              })}
            </span>
            <span className="text-ink-soft">{person ?? t("sessions.nobody")}</span>
          </li>
        );
      })}
    </ul>
  );
}
